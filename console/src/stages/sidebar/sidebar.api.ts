import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Person = Shapes["huoshui__people__schemas__PersonOut"];
export type Relation = Shapes["FollowRelationOut"];
export type CorpTag = Shapes["CorpTagOut"];

const NEWEST = 20;

/** A person with the newest events: all of the head in one answer. */
export function usePerson(ref: string) {
  return useQuery({
    queryKey: ["sidebar", "person", ref],
    queryFn: () => given(api.GET("/api/people/{ref}", { params: { path: { ref }, query: { timeline: NEWEST } } })),
  });
}

export function useFound(q: string) {
  return useQuery({
    queryKey: ["sidebar", "found", q],
    queryFn: () => given(api.GET("/api/people", { params: { query: { q, limit: 8 } } })),
    enabled: q.length > 0,
  });
}

export function useCorpTags(wanted: boolean) {
  return useQuery({
    queryKey: ["relations", "tags"],
    queryFn: () => given(api.GET("/api/relations/tags")),
    enabled: wanted,
  });
}

export const mark = (relation: number, change: { add: string[]; remove: string[] }) =>
  given(
    api.POST("/api/relations/{id}/tags", {
      params: { path: { id: relation } },
      body: { ...change, key: crypto.randomUUID() },
    }),
  );

export const signature = (url: string, corp: string) =>
  given(api.GET("/api/sidebar/signature", { params: { query: { url, corp } } }));
