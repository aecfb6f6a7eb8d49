import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type ListedStoreCode = Shapes["ListedStoreCodeOut"];
export type StoreCodePlan = Shapes["StoreCodePlanIO"];
export type Store = Shapes["StoreOut"];
export type StoreDetails = Shapes["StoreDetailsIn"];
export type StoreFile = Shapes["StoreFileIn"];
export type Brought = Shapes["StoreFileOut"];
export type Datum = NonNullable<StoreFile["datum"]>;

export const STORE_CODES = ["store-codes"];
export const STORES = ["stores"];

export function useStoreCodes(q: string) {
  return useInfiniteQuery({
    queryKey: [...STORE_CODES, "list", q],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/store-codes", { params: { query: { q, before: pageParam ?? undefined, limit: 50 } } })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useStoreCounts(slug: string, days: number) {
  return useQuery({
    queryKey: [...STORE_CODES, "counts", slug, days],
    queryFn: () => given(api.GET("/api/store-codes/{slug}/counts", { params: { path: { slug }, query: { days } } })),
  });
}

export function useStores() {
  return useQuery({ queryKey: STORES, queryFn: () => given(api.GET("/api/stores")) });
}

export const act = {
  create: (body: Shapes["NewStoreCodeIn"]) => given(api.POST("/api/store-codes", { body })),
  change: (slug: string, body: Shapes["StoreCodeChangeIn"]) =>
    given(api.PUT("/api/store-codes/{slug}", { params: { path: { slug } }, body })),
  describe: (store: string, body: Shapes["StoreChangeIn"]) =>
    given(api.PUT("/api/stores/{store}", { params: { path: { store } }, body })),
  bring: (body: StoreFile) => given(api.POST("/api/stores/import", { body })),
};
