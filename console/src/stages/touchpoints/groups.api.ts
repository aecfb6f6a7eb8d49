import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type GroupCode = Shapes["GroupCodeOut"];
export type GroupPlan = Shapes["GroupPlanIO"];

export const GROUP_CODES = ["group-codes"];

const SOON_MS = 2_000;
const NOW_AND_THEN_MS = 60_000;

/** The list; whoever made a code just now sees the platform's part of it as soon as it is there. */
export function useGroupCodes(q: string) {
  return useInfiniteQuery({
    queryKey: [...GROUP_CODES, "list", q],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/group-codes", { params: { query: { q, before: pageParam ?? undefined, limit: 50 } } })),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => {
      const codes = state.data?.pages.flatMap((page) => page.codes) ?? [];
      return codes.some((one) => !one.plan.paused && !one.platform_code) ? SOON_MS : NOW_AND_THEN_MS;
    },
  });
}

/** The customers' groups that are there to be chosen; whoever may not look sees ids. */
export function useGroups() {
  return useQuery({
    queryKey: [...GROUP_CODES, "groups"],
    queryFn: () => given(api.GET("/api/relations/groups", { params: { query: { limit: 100 } } })),
    retry: false,
  });
}

export const act = {
  create: (body: Shapes["NewGroupCodeIn"]) => given(api.POST("/api/group-codes", { body })),
  change: (slug: string, body: Shapes["GroupCodeChangeIn"]) =>
    given(api.PUT("/api/group-codes/{slug}", { params: { path: { slug } }, body })),
};
