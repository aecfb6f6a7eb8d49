import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Giver = Shapes["GiverOut"];
export type Plan = Shapes["TransferPlanOut"];
export type PlanAsked = Shapes["TransferPlanIn"];
export type Transfer = Shapes["TransferOut"];
export type Item = Shapes["TransferItemOut"];
export type ItemState = Item["state"];

export const TRANSFERS = ["transfers"];
const WATCHED_MS = 5_000;

/** What came to nothing and may be given to somebody else. */
export const AGAIN: ItemState[] = ["refused", "taker_full", "no_record", "failed", "too_often"];
export const OPEN: ItemState[] = ["planned", "asking", "waiting"];

export function counted(counts: Partial<Record<ItemState, number>>, states: ItemState[]): number {
  return states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}

export function useGivers() {
  return useQuery({
    queryKey: [...TRANSFERS, "givers"],
    queryFn: () => given(api.GET("/api/relations/transfers/givers")),
  });
}

/** While one is under way they are looked at every few seconds. */
export function useTransfers() {
  return useQuery({
    queryKey: [...TRANSFERS, "list"],
    queryFn: () => given(api.GET("/api/relations/transfers", { params: { query: { limit: 100 } } })),
    refetchInterval: (query) => (query.state.data?.some((one) => !one.finished_at) ? WATCHED_MS : false),
  });
}

export function usePlan(asked: PlanAsked | null) {
  return useQuery({
    queryKey: [...TRANSFERS, "plan", asked],
    queryFn: () => given(api.POST("/api/relations/transfers/plan", { body: asked as PlanAsked })),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useItems(id: number, states: ItemState[]) {
  return useInfiniteQuery({
    queryKey: [...TRANSFERS, "items", id, states],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/relations/transfers/{id}/items", {
          params: { path: { id }, query: { state: states, after: pageParam, limit: 100 } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export const begin = (body: Shapes["TransferIn"]) => given(api.POST("/api/relations/transfers", { body }));
export const readWaiting = (corp: string) => given(api.POST("/api/relations/transfers/waiting", { body: { corp } }));
