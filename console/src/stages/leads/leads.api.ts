import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Lead = Shapes["LeadOut"];
export type LeadState = Lead["state"];
export type Brought = Shapes["BroughtOut"];

export const LEADS = ["leads"];
export const STATES: LeadState[] = ["new", "contacted", "valid", "invalid"];
const LOOK_MS = 15_000;

export interface Wanted {
  state?: LeadState;
  platform?: string;
  account?: string;
  q?: string;
}

/** Leads as they came; looked at again while somebody watches. */
export function useLeads({ state, platform = "", account = "", q = "" }: Wanted) {
  return useInfiniteQuery({
    queryKey: [...LEADS, "list", state ?? "", platform, account, q],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/leads", {
          params: { query: { state: state && [state], platform, account, q, after: pageParam, limit: 50 } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: LOOK_MS,
  });
}

export function useBrought() {
  return useQuery({
    queryKey: [...LEADS, "accounts"],
    queryFn: () => given(api.GET("/api/leads/accounts")),
    refetchInterval: LOOK_MS,
  });
}

export function useLead(id: number) {
  return useQuery({
    queryKey: [...LEADS, "one", id],
    queryFn: () => given(api.GET("/api/leads/{id}", { params: { path: { id } } })),
  });
}

export const act = {
  mark: (id: number, body: Shapes["LeadMarkIn"]) =>
    given(api.POST("/api/leads/{id}/state", { params: { path: { id } }, body })),
  reveal: (id: number, reason: string) =>
    given(api.POST("/api/leads/{id}/reveal", { params: { path: { id } }, body: { reason } })),
};

/** Where the list as it is filtered can be fetched as a file, masked. */
export function exportOf(wanted: Wanted): string {
  const query = new URLSearchParams(
    Object.entries(wanted).filter((pair): pair is [string, string] => Boolean(pair[1])),
  );
  return `/api/leads/export?${query}`;
}
