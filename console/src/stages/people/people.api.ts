import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Person = Shapes["huoshui__people__schemas__PersonOut"];
export type Summary = Shapes["SummaryOut"];
export type Moment = Shapes["MomentOut"];
export type Drawing = Shapes["DrawingOut"];

export const PEOPLE = ["people"] as const;

export function usePeople(q: string) {
  return useInfiniteQuery({
    queryKey: ["people", "list", q],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/people", { params: { query: { q, after: pageParam, limit: 50 } } })),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function usePerson(ref: string) {
  return useQuery({
    queryKey: ["people", "one", ref],
    queryFn: () => given(api.GET("/api/people/{ref}", { params: { path: { ref } } })),
  });
}

export function useTimeline(ref: string) {
  return useInfiniteQuery({
    queryKey: ["people", "timeline", ref],
    queryFn: ({ pageParam }) =>
      given(
        api.GET("/api/people/{ref}/timeline", { params: { path: { ref }, query: { before: pageParam, limit: 50 } } }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useGraph(ref: string, enabled: boolean) {
  return useQuery({
    queryKey: ["people", "graph", ref],
    queryFn: () => given(api.GET("/api/people/{ref}/graph", { params: { path: { ref } } })),
    enabled,
  });
}

const at = (ref: string) => ({ params: { path: { ref } } });

export const act = {
  reveal: (ref: string, reason: string) =>
    given(api.POST("/api/people/{ref}/reveal", { ...at(ref), body: { reason } })),
  erase: (ref: string, reason: string) => given(api.POST("/api/people/{ref}/erase", { ...at(ref), body: { reason } })),
  export: (ref: string) => given(api.GET("/api/people/{ref}/export", at(ref))),
  tags: (ref: string, change: Shapes["TagsIn"]) =>
    given(api.POST("/api/people/{ref}/tags", { ...at(ref), body: change })),
  consent: (ref: string, body: Shapes["ConsentIn"]) =>
    given(api.POST("/api/people/{ref}/consents", { ...at(ref), body })),
  split: (ref: string, identifier: string, note: string) =>
    given(api.POST("/api/people/{ref}/split", { ...at(ref), body: { identifier, note } })),
  merge: (a: string, b: string, note: string) =>
    given(api.POST("/api/people/merge", { body: { a, b, note, anyway: false } })),
  neverLink: (a: string, b: string, note: string) =>
    given(api.POST("/api/identity/never-link", { body: { a, b, note, lift: false } })),
};

/** Orders of one person as the profile's section gives them. */
export interface OrdersSection {
  orders: number;
  bought: number;
  paid_fen: number;
  refunded_fen: number;
  net_fen: number;
  last_paid_at: string | null;
  list: Shapes["OrderOut"][];
}

export function ordersOf(person: Person): OrdersSection | undefined {
  return person.sections.orders as OrdersSection | undefined;
}
