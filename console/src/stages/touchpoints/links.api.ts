import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Listed = Shapes["ListedLinkOut"];
export type LinkPlan = Shapes["NewLinkIn"];
export type Variant = Shapes["VariantIO"];
export type MiniProgramPage = Shapes["MiniProgramPageIO"];
export type Entry = Shapes["EntryOut"];
export type Clicks = Shapes["ClicksOut"];
export type Environment = Clicks["environment"];

export const LINKS = ["links"];
const OPENING_MS = 2000;
const TRYING_MS = 5000;

export function useLinks(q: string) {
  return useInfiniteQuery({
    queryKey: [...LINKS, "list", q],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/links", { params: { query: { q, before: pageParam ?? undefined, limit: 50 } } })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: (query) => {
      const healths = query.state.data?.pages.flatMap((page) => page.links.flatMap(healthsOf)) ?? [];
      return healths.includes("waiting") ? OPENING_MS : healths.length ? TRYING_MS : false;
    },
  });
}

/** How a link's ways into mini-programs do that are not well: one that is being made takes seconds. */
function healthsOf(link: Listed): Entry["health"][] {
  return link.entries.map((entry) => entry.health).filter((health) => health !== "ready");
}

export function useMiniPrograms() {
  return useQuery({
    queryKey: [...LINKS, "mini-programs"],
    queryFn: () => given(api.GET("/api/mini-programs")),
  });
}

export function useClicks(code: string, days: number) {
  return useQuery({
    queryKey: [...LINKS, "clicks", code, days],
    queryFn: () => given(api.GET("/api/links/{code}/clicks", { params: { path: { code }, query: { days } } })),
  });
}

export function useHistory(code: string) {
  return useQuery({
    queryKey: [...LINKS, "history", code],
    queryFn: () => given(api.GET("/api/links/{code}/history", { params: { path: { code } } })),
  });
}

export const act = {
  create: (body: LinkPlan) => given(api.POST("/api/links", { body })),
  change: (code: string, body: Shapes["LinkChangeIn"]) =>
    given(api.PUT("/api/links/{code}", { params: { path: { code } }, body })),
  tryEntries: (code: string) => given(api.POST("/api/links/{code}/entries", { params: { path: { code } } })),
  setPassword: (code: string, password: string | null) =>
    given(api.PUT("/api/links/{code}/password", { params: { path: { code } }, body: { password } })),
};

/** Where the picture of a link's code is; the browser asks for it with its own session. */
export function picture(code: string, kind: "svg" | "png", size = 8): string {
  return `/api/links/${encodeURIComponent(code)}/qr.${kind}?size=${size}`;
}
