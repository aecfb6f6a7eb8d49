import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { posted } from "@/api/upload";
import type { Document } from "./mapping";

export type Import = Shapes["ImportOut"];
export type State = Import["state"];
export type Mapping = Shapes["MappingOut"];

export const IMPORTS = ["imports"] as const;
const PAGE = 50;
const WORKING: ReadonlySet<State> = new Set(["queued", "running", "undoing"]);

export function isWorking(state: State): boolean {
  return WORKING.has(state);
}

/** A table of the file as the server saw it: which mapping reads it, how that was found, what stays unmapped. */
export interface Table {
  file: string;
  mapping: string;
  record: string;
  platform: string;
  how: "signature" | "aliases" | "given" | "";
  encoding: string;
  columns: string[];
  unmapped: string[];
  unfilled: string[];
  rows: number;
  problem?: { code: string; message: string } | null;
}

export function tablesOf(one: Import): Table[] {
  return one.tables as unknown as Table[];
}

export function useImports() {
  return useInfiniteQuery({
    queryKey: [...IMPORTS, "list"],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/imports", { params: { query: { limit: PAGE, before: pageParam } } })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === PAGE ? page.at(-1)?.id : undefined),
    refetchInterval: (query) => (query.state.data?.pages.flat().some((one) => isWorking(one.state)) ? 2000 : false),
  });
}

/** One import; asked again every second while it is at work. */
export function useImport(id: number) {
  return useQuery({
    queryKey: [...IMPORTS, "one", id],
    queryFn: () => given(api.GET("/api/imports/{import_id}", { params: { path: { import_id: id } } })),
    refetchInterval: (query) => (query.state.data && isWorking(query.state.data.state) ? 1000 : false),
  });
}

export function useMappings() {
  return useQuery({
    queryKey: [...IMPORTS, "mappings"],
    queryFn: () => given(api.GET("/api/import-mappings")),
    staleTime: 300_000,
  });
}

export interface Sending {
  file: File;
  /** Read it by this mapping, or by the one of this name, and not by what its columns look like. */
  mapping?: Document | string;
  progress: (share: number) => void;
  signal?: AbortSignal;
}

/** This will send a file to be tried: counted and checked, nothing is changed. */
export async function tried({ file, mapping, progress, signal }: Sending): Promise<number> {
  const form = new FormData();
  form.set("dry_run", "true");
  if (mapping) form.set("mapping", typeof mapping === "string" ? mapping : JSON.stringify(mapping));
  form.set("file", file);
  const { id } = await posted<Shapes["QueuedOut"]>("/api/imports", form, progress, signal);
  sent.set(id, file);
  return id;
}

/** Files that left from this page, so that another mapping can be tried without choosing them again. */
export const sent = new Map<number, File>();

const at = (id: number) => ({ params: { path: { import_id: id } } });

export const act = {
  commit: (id: number) => given(api.POST("/api/imports/{import_id}/commit", at(id))),
  undo: (id: number) => given(api.POST("/api/imports/{import_id}/undo", at(id))),
  save: (document: Document) => given(api.PUT("/api/import-mappings", { body: { ...document } })),
};

export function problemsOf(id: number): string {
  return `/api/imports/${id}/problems.csv`;
}
