import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Pool = Shapes["PoolOut"];
export type Loss = Shapes["LossOut"];
export type Day = Shapes["PoolDayOut"];
export type Group = Shapes["CustomerGroupOut"];
export type Member = Shapes["GroupMemberOut"];
export type Run = Shapes["ComparisonOut"];
export type Lost = "deleted_by_customer" | "deleted_by_staff" | "transferred_away";

export const RELATIONS = ["relations"];
const WATCHED_MS = 3_000;

export function usePools(days: number) {
  return useQuery({
    queryKey: [...RELATIONS, "staff", days],
    queryFn: () => given(api.GET("/api/relations/staff", { params: { query: { days } } })),
  });
}

export function useDays(days: number) {
  return useQuery({
    queryKey: [...RELATIONS, "days", days],
    queryFn: () => given(api.GET("/api/relations/days", { params: { query: { days } } })),
  });
}

export function useLosses(days: number, turn: Lost | undefined, staff: string) {
  return useInfiniteQuery({
    queryKey: [...RELATIONS, "losses", days, turn ?? "", staff],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/relations/losses", {
          params: { query: { days, turn: turn && [turn], staff, after: pageParam, limit: 50 } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** While a comparison runs it is looked at every few seconds. */
export function useRuns() {
  return useQuery({
    queryKey: [...RELATIONS, "runs"],
    queryFn: () => given(api.GET("/api/relations/syncs", { params: { query: { limit: 20 } } })),
    refetchInterval: (query) => (query.state.data?.some((one) => one.state === "running") ? WATCHED_MS : false),
  });
}

export function useGroups(q: string, tag: string, dismissed: boolean) {
  return useInfiniteQuery({
    queryKey: [...RELATIONS, "groups", q, tag, dismissed],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/relations/groups", {
          params: { query: { q, tag: tag ? [tag] : undefined, dismissed, after: pageParam, limit: 50 } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Every group that is found, page by page. */
export async function everyGroup(q: string, tag: string, dismissed: boolean): Promise<Group[]> {
  const found: Group[] = [];
  const wanted = { q, tag: tag ? [tag] : undefined, dismissed, limit: 200 };
  let after: string | null = "";
  while (after !== null) {
    const query: typeof wanted & { after: string } = { ...wanted, after };
    const page = await given(api.GET("/api/relations/groups", { params: { query } }));
    found.push(...page.groups);
    after = page.next;
  }
  return found;
}

export function useMembers(id: string, inside: boolean) {
  return useInfiniteQuery({
    queryKey: [...RELATIONS, "members", id, inside],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/relations/groups/{id}/members", {
          params: { path: { id }, query: { inside, after: pageParam, limit: 100 } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useConnectors(wanted: boolean) {
  return useQuery({
    queryKey: [...RELATIONS, "connectors"],
    queryFn: () => given(api.GET("/api/connectors")),
    enabled: wanted,
    retry: false,
  });
}

export const confirmLosses = (id: number) =>
  given(api.POST("/api/relations/syncs/{id}/confirm", { params: { path: { id } } }));
export const compare = (account: string) => given(api.POST("/api/relations/syncs", { body: { account } }));
