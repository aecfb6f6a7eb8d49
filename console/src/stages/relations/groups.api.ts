import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { RELATIONS } from "./relations.api";

export type Welcome = Shapes["GroupWelcomeOut"];
export type CorpTag = Shapes["CorpTagOut"];
export type Wording = Shapes["GroupWelcomeIn"];

export const GROUP_TAGS = [...RELATIONS, "group tags"];
export const WELCOMES = [...RELATIONS, "welcomes"];

const at = (id: number) => ({ params: { path: { id } } });

export function useGroupTags() {
  return useQuery({ queryKey: GROUP_TAGS, queryFn: () => given(api.GET("/api/relations/groups/tags")) });
}

export function useGroupDays(id: string, days: number) {
  return useQuery({
    queryKey: [...RELATIONS, "group days", id, days],
    queryFn: () => given(api.GET("/api/relations/groups/{id}/days", { params: { path: { id }, query: { days } } })),
  });
}

export function useWelcomes() {
  return useQuery({ queryKey: WELCOMES, queryFn: () => given(api.GET("/api/relations/groups/welcomes")) });
}

export function useSendAccounts(wanted: boolean) {
  return useQuery({
    queryKey: ["sends", "accounts"],
    queryFn: () => given(api.GET("/api/sends/accounts")),
    enabled: wanted,
  });
}

export function useCorpTags() {
  return useQuery({ queryKey: [...RELATIONS, "corp tags"], queryFn: () => given(api.GET("/api/relations/tags")) });
}

export const act = {
  addTags: (body: Shapes["NewTagsIn"]) => given(api.POST("/api/relations/tags", { body })),
  renameTag: ({ corp, id }: CorpTag, name: string) =>
    given(api.PUT("/api/relations/tags/{corp}/{tag}", { params: { path: { corp, tag: id } }, body: { name } })),
  removeTag: ({ corp, id }: CorpTag) =>
    given(api.DELETE("/api/relations/tags/{corp}/{tag}", { params: { path: { corp, tag: id } } })),
  tag: (id: string, tags: string[]) =>
    given(api.PUT("/api/relations/groups/{id}/tags", { params: { path: { id } }, body: { tags } })),
  add: (body: Shapes["NewGroupWelcomeIn"]) => given(api.POST("/api/relations/groups/welcomes", { body })),
  change: (id: number, body: Wording) => given(api.PUT("/api/relations/groups/welcomes/{id}", { ...at(id), body })),
  remove: (id: number) => given(api.DELETE("/api/relations/groups/welcomes/{id}", at(id))),
  addMedia: (body: Shapes["SendMediaIn"]) => given(api.POST("/api/sends/media", { body })),
};
