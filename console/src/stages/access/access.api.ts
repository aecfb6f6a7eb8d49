import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Member = Shapes["StaffOut"];
export type Role = Shapes["Role"];
export type Unit = Shapes["UnitOut"];
export type UnitKind = Shapes["UnitKind"];
export type Token = Shapes["TokenOut"];
export type NewToken = Shapes["NewTokenOut"];
export type Entry = Shapes["AuditOut"];
export type Erasure = Shapes["ErasureOut"];

export const STAFF = ["staff"] as const;
export const UNITS = ["units"] as const;
export const TOKENS = ["tokens"] as const;
export const ROLES: Role[] = ["admin", "operator", "viewer", "guide"];
export const KINDS: UnitKind[] = ["headquarters", "region", "dealer", "store"];

export function useTokens() {
  return useQuery({ queryKey: TOKENS, queryFn: () => given(api.GET("/api/tokens")) });
}

export type Wanted = { actor?: string; action?: string; subject?: string };
const PAGE = 50;

/** What was done, the newest first. */
export function useAudit(wanted: Wanted, enabled = true) {
  return useInfiniteQuery({
    queryKey: ["audit", wanted],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/audit", { params: { query: { ...wanted, limit: PAGE, before: pageParam } } })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === PAGE ? page.at(-1)?.id : undefined),
    enabled,
  });
}

export function useErasure(receipt: string | null) {
  return useQuery({
    queryKey: ["erasures", receipt],
    queryFn: () => given(api.GET("/api/erasures/{receipt}", { params: { path: { receipt: receipt ?? "" } } })),
    enabled: receipt !== null,
    refetchInterval: (query) => (query.state.data && !query.state.data.finished_at ? 3000 : false),
  });
}

export const act = {
  hire: (body: Shapes["StaffIn"]) => given(api.POST("/api/staff", { body })),
  change: (id: number, body: Shapes["StaffChangeIn"]) =>
    given(api.PATCH("/api/staff/{id}", { params: { path: { id } }, body })),
  found: (body: Shapes["UnitIn"]) => given(api.POST("/api/units", { body })),
  move: (code: string, body: Shapes["UnitChangeIn"]) =>
    given(api.PATCH("/api/units/{code}", { params: { path: { code } }, body })),
  token: (body: Shapes["TokenIn"]) => given(api.POST("/api/tokens", { body })),
  revoke: (id: number) => given(api.DELETE("/api/tokens/{id}", { params: { path: { id } } })),
};
