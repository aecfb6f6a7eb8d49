import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type ListedCode = Shapes["ListedCodeOut"];
export type CodePlan = Shapes["CodePlanIO"];
export type Placed = Shapes["PlacedIO"];
export type Alarm = Shapes["CodeStandingOut"]["alarms"][number];
export type Why = Shapes["DutyOut"]["why"];
export type StepState = Shapes["CodeStepOut"]["state"];
export type Add = Shapes["CodeAddOut"];
export type Step = Shapes["CodeStepOut"]["step"];

export const CODES = ["codes"];

const SOON_MS = 2_000;
const NOW_AND_THEN_MS = 60_000;

/** The list; whoever made a code just now sees the platform's part of it as soon as it is there. */
export function useCodes(q: string) {
  return useInfiniteQuery({
    queryKey: [...CODES, "list", q],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/codes", { params: { query: { q, before: pageParam ?? undefined, limit: 50 } } })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => {
      const codes = state.data?.pages.flatMap((page) => page.codes) ?? [];
      return codes.some((one) => !one.plan.paused && one.standing.shown.length === 0) ? SOON_MS : NOW_AND_THEN_MS;
    },
  });
}

/** Who works at the platform, as far as relations knows them; whoever may not look types ids. */
export function useStaff() {
  return useQuery({
    queryKey: [...CODES, "staff"],
    queryFn: () => given(api.GET("/api/relations/staff")),
    retry: false,
  });
}

export function useTags() {
  return useQuery({
    queryKey: [...CODES, "tags"],
    queryFn: () => given(api.GET("/api/relations/tags")),
    retry: false,
  });
}

/** Who would be shown at a moment, or now. */
export function useDuty(slug: string, at?: string) {
  return useQuery({
    queryKey: [...CODES, "duty", slug, at ?? "now"],
    queryFn: () => given(api.GET("/api/codes/{slug}/duty", { params: { path: { slug }, query: { at } } })),
  });
}

export function useCounts(slug: string) {
  return useQuery({
    queryKey: [...CODES, "counts", slug],
    queryFn: () => given(api.GET("/api/codes/{slug}/counts", { params: { path: { slug }, query: { days: 30 } } })),
  });
}

/** Asked again every few seconds while something is to be done for somebody. */
export function useAdds(slug: string) {
  return useQuery({
    queryKey: [...CODES, "adds", slug],
    queryFn: () => given(api.GET("/api/codes/{slug}/adds", { params: { path: { slug } } })),
    refetchInterval: (query) =>
      query.state.data?.some((add) => add.steps.some((one) => one.state === "waiting")) ? 5000 : false,
  });
}

export function useCodeHistory(slug: string) {
  return useQuery({
    queryKey: [...CODES, "history", slug],
    queryFn: () => given(api.GET("/api/codes/{slug}/history", { params: { path: { slug } } })),
  });
}

export const act = {
  create: (body: Shapes["NewCodeIn"]) => given(api.POST("/api/codes", { body })),
  change: (slug: string, body: Shapes["CodeChangeIn"]) =>
    given(api.PUT("/api/codes/{slug}", { params: { path: { slug } }, body })),
  tryAgain: (slug: string) => given(api.POST("/api/codes/{slug}/steps/again", { params: { path: { slug } } })),
  addMedia: (body: Shapes["WelcomeMediaIn"]) => given(api.POST("/api/welcome-media", { body })),
};
