import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type ListedPage = Shapes["ListedPageOut"];
export type PagePlan = Shapes["PagePlanIO"];

export const PAGES = ["pages"];

export function usePages(q: string) {
  return useInfiniteQuery({
    queryKey: [...PAGES, "list", q],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/pages", { params: { query: { q, before: pageParam ?? undefined, limit: 50 } } })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** The page as a phone would get it, before it is kept. */
export function usePreview(plan: PagePlan, ready: boolean) {
  return useQuery({
    queryKey: [...PAGES, "preview", plan],
    queryFn: () => given(api.POST("/api/pages/preview", { body: plan, parseAs: "text" })) as Promise<unknown>,
    enabled: ready,
    placeholderData: (before) => before,
  });
}

export const act = {
  create: (body: Shapes["NewPageIn"]) => given(api.POST("/api/pages", { body })),
  change: (slug: string, body: Shapes["PageChangeIn"]) =>
    given(api.PUT("/api/pages/{slug}", { params: { path: { slug } }, body })),
  setPicture: (slug: string, picture: string | null) =>
    given(api.PUT("/api/pages/{slug}/picture", { params: { path: { slug } }, body: { picture } })),
};
