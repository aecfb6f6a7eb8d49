import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Send = Shapes["SendOut"];
export type Plan = Shapes["SendPlanIO"];
export type Part = Shapes["SendPartOut"];
export type Estimate = Shapes["SendEstimateOut"];
export type Outcome = Shapes["SendReceiverOut"]["outcome"];
export type Left = Estimate["left_out"][number]["reason"];
export type State = Send["state"];

export const SENDS = ["sends"] as const;
const WATCHED_MS = 3_000;
const NOW_AND_THEN_MS = 30_000;
const GOING: State[] = ["asking", "canceling"];

const path = (id: number) => ({ params: { path: { id } } });

/** What is under way is looked at every few seconds; staff take longer. */
export function useSends() {
  return useInfiniteQuery({
    queryKey: [...SENDS, "list"],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/sends", { params: { query: { before: pageParam ?? undefined, limit: 50 } } })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.sends.some((one) => GOING.includes(one.state)))
        ? WATCHED_MS
        : NOW_AND_THEN_MS,
  });
}

export function useSend(id: number) {
  return useQuery({
    queryKey: [...SENDS, "one", id],
    queryFn: () => given(api.GET("/api/sends/{id}", path(id))),
    refetchInterval: ({ state }) =>
      state.data && GOING.includes(state.data.state)
        ? WATCHED_MS
        : state.data?.state === "asked"
          ? NOW_AND_THEN_MS
          : false,
  });
}

export function useParts(id: number, mark: unknown) {
  return useQuery({
    queryKey: [...SENDS, "parts", id, mark],
    queryFn: () => given(api.GET("/api/sends/{id}/parts", path(id))),
    placeholderData: keepPreviousData,
  });
}

export function useReceivers(id: number, outcome: Outcome | undefined, mark: unknown) {
  return useInfiniteQuery({
    queryKey: [...SENDS, "receivers", id, outcome ?? "", mark],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/sends/{id}/receivers", {
          params: { path: { id }, query: { outcome: outcome && [outcome], after: pageParam, limit: 50 } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useAccounts(wanted = true) {
  return useQuery({
    queryKey: [...SENDS, "accounts"],
    queryFn: () => given(api.GET("/api/sends/accounts")),
    enabled: wanted,
  });
}

/** What a plan would come to; asked again when it changes, and nothing is kept of it. */
export function useEstimate(account: string | undefined, plan: Plan | undefined) {
  return useQuery({
    queryKey: [...SENDS, "estimate", account, plan],
    queryFn: () => given(api.POST("/api/sends/estimate", { body: { account: account ?? "", plan: plan as Plan } })),
    enabled: Boolean(account && plan),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useStaff() {
  return useQuery({ queryKey: [...SENDS, "staff"], queryFn: () => given(api.GET("/api/relations/staff")) });
}

export function useTags() {
  return useQuery({ queryKey: [...SENDS, "tags"], queryFn: () => given(api.GET("/api/relations/tags")) });
}

export function useGroupTags() {
  return useQuery({
    queryKey: [...SENDS, "group tags"],
    queryFn: () => given(api.GET("/api/relations/groups/tags")),
  });
}

export function useSegments() {
  return useQuery({ queryKey: [...SENDS, "segments"], queryFn: () => given(api.GET("/api/segments")) });
}

export const act = {
  plan: (body: Shapes["NewSendIn"]) => given(api.POST("/api/sends", { body })),
  start: (id: number) => given(api.POST("/api/sends/{id}/start", path(id))),
  cancel: (id: number) => given(api.POST("/api/sends/{id}/cancel", path(id))),
  remind: (id: number, staff: string[]) => given(api.POST("/api/sends/{id}/remind", { ...path(id), body: { staff } })),
  setQuota: (corp: string, mode: Shapes["SendQuotaIO"]["mode"]) =>
    given(api.PUT("/api/sends/quotas/{corp}", { params: { path: { corp } }, body: { mode } })),
  addMedia: (body: Shapes["SendMediaIn"]) => given(api.POST("/api/sends/media", { body })),
};
