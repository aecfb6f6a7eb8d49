import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { SCRIPTS } from "@/widgets/scripts";

export type Use = Shapes["ScriptUseOut"];
export type Version = Shapes["ScriptVersionOut"];

export const FOLDERS = [...SCRIPTS, "folders"];

export function useFolders() {
  return useQuery({ queryKey: FOLDERS, queryFn: () => given(api.GET("/api/scripts/folders")) });
}

export type ReadySet = Shapes["ReadyScriptsOut"];

export function useReady() {
  return useQuery({ queryKey: [...SCRIPTS, "ready"], queryFn: () => given(api.GET("/api/scripts/ready")) });
}

const at = (id: number) => ({ params: { path: { id } } });

export function useVersions(id: number) {
  return useQuery({
    queryKey: [...SCRIPTS, "versions", id],
    queryFn: () => given(api.GET("/api/scripts/{id}/versions", at(id))),
  });
}

export function useUses(id: number) {
  return useQuery({
    queryKey: [...SCRIPTS, "uses", id],
    queryFn: () => given(api.GET("/api/scripts/{id}/uses", at(id))),
  });
}

export const act = {
  takeReady: (set: string, own: boolean) =>
    given(api.POST("/api/scripts/ready/{set}", { params: { path: { set } }, body: { own } })),
  addFolder: (body: Shapes["ScriptFolderIn"]) => given(api.POST("/api/scripts/folders", { body })),
  write: (body: Shapes["ScriptIn"]) => given(api.POST("/api/scripts", { body })),
  change: (id: number, body: Shapes["ScriptChangeIn"]) => given(api.PUT("/api/scripts/{id}", { ...at(id), body })),
  remove: (id: number) => given(api.DELETE("/api/scripts/{id}", at(id))),
  picture: (content: string) => given(api.POST("/api/scripts/pictures", { body: { content } })),
};
