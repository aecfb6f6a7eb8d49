import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Moment = Shapes["BrandMomentOut"];
export type Plan = Shapes["MomentPlanIO"];
export type Counts = Shapes["MomentCountsOut"];
export type Publisher = Shapes["MomentStaffOut"];
export type Estimate = Shapes["MomentEstimateOut"];
export type Enclosed = NonNullable<Plan["attachments"]>[number];
export type State = Moment["state"];
export type Which = "chosen" | "shown" | "engaged";

export const MOMENTS = ["moments"] as const;
const WATCHED_MS = 3_000;
const NOW_AND_THEN_MS = 30_000;
const GOING: State[] = ["asking", "canceling"];

const path = (id: number) => ({ params: { path: { id } } });

/** What is under way is looked at every few seconds; staff take longer. */
export function useMoments() {
  return useInfiniteQuery({
    queryKey: [...MOMENTS, "list"],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/moments", { params: { query: { before: pageParam ?? undefined, limit: 20 } } })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.moments.some((one) => GOING.includes(one.state)))
        ? WATCHED_MS
        : NOW_AND_THEN_MS,
  });
}

export function useMoment(id: number) {
  return useQuery({
    queryKey: [...MOMENTS, "one", id],
    queryFn: () => given(api.GET("/api/moments/{id}", path(id))),
    refetchInterval: ({ state }) => (state.data && GOING.includes(state.data.state) ? WATCHED_MS : NOW_AND_THEN_MS),
  });
}

export function usePublishers(id: number, mark: string) {
  return useQuery({
    queryKey: [...MOMENTS, "staff", id, mark],
    queryFn: () => given(api.GET("/api/moments/{id}/staff", path(id))),
    placeholderData: keepPreviousData,
  });
}

export function useCustomers(id: number, which: Which, mark: string) {
  return useInfiniteQuery({
    queryKey: [...MOMENTS, "customers", id, which, mark],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/moments/{id}/customers", {
          params: { path: { id }, query: { which, after: pageParam, limit: 50 } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useAccounts() {
  return useQuery({ queryKey: [...MOMENTS, "accounts"], queryFn: () => given(api.GET("/api/sends/accounts")) });
}

/** What a plan would come to; asked again when it changes, and nothing is kept of it. */
export function useEstimate(account: string | undefined, plan: Plan | undefined) {
  return useQuery({
    queryKey: [...MOMENTS, "estimate", account, plan],
    queryFn: () => given(api.POST("/api/moments/estimate", { body: { account: account ?? "", plan: plan as Plan } })),
    enabled: Boolean(account && plan),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useStaff() {
  return useQuery({ queryKey: [...MOMENTS, "pool"], queryFn: () => given(api.GET("/api/relations/staff")) });
}

export function useTags() {
  return useQuery({ queryKey: [...MOMENTS, "tags"], queryFn: () => given(api.GET("/api/relations/tags")) });
}

export const act = {
  plan: (body: Shapes["NewMomentIn"]) => given(api.POST("/api/moments", { body })),
  start: (id: number) => given(api.POST("/api/moments/{id}/start", path(id))),
  cancel: (id: number) => given(api.POST("/api/moments/{id}/cancel", path(id))),
  remind: (id: number, staff: string[]) =>
    given(api.POST("/api/moments/{id}/remind", { ...path(id), body: { staff } })),
  addMedia: (body: Shapes["SendMediaIn"]) => given(api.POST("/api/sends/media", { body })),
};
