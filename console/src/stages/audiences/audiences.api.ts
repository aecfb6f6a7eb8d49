import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { aged, knownFirst, YOUNG_S } from "@/widgets/known";
import type { Definition } from "./language/nodes";
import { sent, tidy } from "./language/tidy";

export type Segment = Omit<Shapes["SegmentOut"], "definition"> & { definition: Definition };
export type Version = Omit<Shapes["VersionOut"], "definition"> & { definition: Definition };
export type Watch = Shapes["WatchOut"];
export type Estimate = Shapes["EstimateOut"];
export type Verdict = Shapes["VerdictOut"];
export type Change = Shapes["MemberChangeOut"];
export type Snapshot = Shapes["SnapshotOut"];

export const SEGMENTS = ["segments"] as const;

const path = (name: string) => ({ params: { path: { name } } });

function read<T extends { definition: unknown }>(one: T): Omit<T, "definition"> & { definition: Definition } {
  return { ...one, definition: tidy(one.definition) };
}

export function useSegments() {
  return useQuery({
    queryKey: [...SEGMENTS, "list"],
    queryFn: async () => (await given(api.GET("/api/segments"))).map(read) as Segment[],
  });
}

export function useSegment(name: string | undefined) {
  return useQuery({
    queryKey: [...SEGMENTS, "one", name],
    queryFn: async () => read(await given(api.GET("/api/segments/{name}", path(name ?? "")))) as Segment,
    enabled: name !== undefined,
  });
}

/** Our staff in WeCom, for whoever may see them; whoever may not reads and writes their accounts. */
export function useStaff() {
  return useQuery({
    queryKey: ["relations", "staff", "named"],
    queryFn: () => given(api.GET("/api/relations/staff")),
    staleTime: 300_000,
    retry: false,
  });
}

export function useCustomerGroups() {
  return useQuery({
    queryKey: ["relations", "groups", "named"],
    queryFn: async () => (await given(api.GET("/api/relations/groups", { params: { query: { limit: 200 } } }))).groups,
    staleTime: 300_000,
    retry: false,
  });
}

export function useWatches() {
  return useQuery({
    queryKey: [...SEGMENTS, "watches"],
    queryFn: () => given(api.GET("/api/watches")),
    refetchInterval: 10_000,
  });
}

/** How large each watched segment was, day by day. */
export function useSizes() {
  return useQuery({
    queryKey: [...SEGMENTS, "sizes"],
    queryFn: () => given(api.GET("/api/watches/sizes", { params: { query: { days: 30 } } })),
    staleTime: 60_000,
  });
}

/** Who is in it: counted again when the definition changes, and no longer waited for when it changed meanwhile. */
export function useEstimate(definition: Definition, enabled: boolean) {
  return useQuery({
    queryKey: [...SEGMENTS, "estimate", definition],
    queryFn: ({ signal }) => given(api.POST("/api/segments/estimate", { body: { segment: sent(definition) }, signal })),
    placeholderData: keepPreviousData,
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}

/** How many are in it: as was known at once, then as of some minutes ago at most. */
export function useCount(definition: Definition, enabled = true) {
  const client = useQueryClient();
  const queryKey = [...SEGMENTS, "count", definition];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      knownFirst(client, queryKey, (known) => {
        const query = { max_age_s: YOUNG_S, known };
        return aged(
          api.POST("/api/segments/count", { params: { query }, body: { segment: sent(definition) }, signal }),
        );
      }),
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}

/** How many are in it now: what is still being composed is not kept, so that nothing keeps it young for hours. */
export function useCountNow(definition: Definition, enabled: boolean) {
  return useQuery({
    queryKey: [...SEGMENTS, "count now", definition],
    queryFn: ({ signal }) => given(api.POST("/api/segments/count", { body: { segment: sent(definition) }, signal })),
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}

export function useOverlap(one: Definition, other: Definition | undefined, enabled: boolean) {
  return useQuery({
    queryKey: [...SEGMENTS, "overlap", one, other],
    queryFn: ({ signal }) =>
      given(api.POST("/api/segments/overlap", { body: { one: sent(one), other: sent(other as Definition) }, signal })),
    enabled: enabled && other !== undefined,
    retry: false,
  });
}

export function useExplained(definition: Definition, person: string, enabled: boolean) {
  return useQuery({
    queryKey: [...SEGMENTS, "explain", definition, person],
    queryFn: ({ signal }) =>
      given(api.POST("/api/segments/explain", { body: { segment: sent(definition), person }, signal })),
    enabled: enabled && person !== "",
    retry: false,
  });
}

/** The query that a definition becomes for this viewer. */
export function useSql(definition: Definition, enabled: boolean) {
  return useQuery({
    queryKey: [...SEGMENTS, "sql", definition],
    queryFn: ({ signal }) => given(api.POST("/api/segments/sql", { body: { segment: sent(definition) }, signal })),
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}

export function useVersions(name: string) {
  return useQuery({
    queryKey: [...SEGMENTS, "versions", name],
    queryFn: async () => (await given(api.GET("/api/segments/{name}/history", path(name)))).map(read) as Version[],
  });
}

export function useSnapshots(name: string) {
  return useQuery({
    queryKey: [...SEGMENTS, "snapshots", name],
    queryFn: () => given(api.GET("/api/segments/{name}/snapshots", path(name))),
  });
}

export function useChanges(name: string) {
  return useInfiniteQuery({
    queryKey: [...SEGMENTS, "changes", name],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/segments/{name}/changes", {
          params: { path: { name }, query: { before: pageParam, limit: 50 } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 15_000,
  });
}

export function useLayerings() {
  return useQuery({
    queryKey: ["layers", "rules"],
    queryFn: () => given(api.GET("/api/layers")),
    staleTime: 300_000,
  });
}

export interface Kept {
  name: string;
  note: string;
  definition: Definition;
  version: number;
}

export const act = {
  create: async ({ name, note, definition }: Kept) =>
    read(await given(api.POST("/api/segments", { body: { name, note, definition: sent(definition) } }))) as Segment,
  change: async ({ name, note, definition, version }: Kept) =>
    read(
      await given(
        api.PUT("/api/segments/{name}", { ...path(name), body: { note, definition: sent(definition), version } }),
      ),
    ) as Segment,
  delete: (name: string) => given(api.DELETE("/api/segments/{name}", path(name))),
  watch: (name: string) => given(api.POST("/api/segments/{name}/watch", path(name))),
  unwatch: (name: string) => given(api.DELETE("/api/segments/{name}/watch", path(name))),
  snapshot: (name: string, note: string) =>
    given(api.POST("/api/segments/{name}/snapshots", { ...path(name), body: { note } })),
};

/** What was saved is what is shown next, without asking again. */
export function keep(client: QueryClient, segment: Segment): void {
  client.setQueryData([...SEGMENTS, "one", segment.name], segment);
}
