import { useInfiniteQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Quarantined = Shapes["QuarantinedOut"];
export type NewKey = Shapes["NewKeyOut"];

/** One event on its way, as the live tail tells it; moments in milliseconds. */
export interface TailLine {
  received_at: number;
  occurred_at: number | null;
  source: string;
  name: string;
  chinese: string;
  kind: string;
  channel: string;
  message_id: string;
  decided: "stored" | "quarantined";
  person: string | null;
  why: string;
}

export function useQuarantine(code: string | undefined) {
  return useInfiniteQuery({
    queryKey: ["events", "quarantine", code],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/events/quarantine", { params: { query: { after: pageParam, limit: 50, code } } })),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export const act = {
  addSource: (body: Shapes["SourceIn"]) => given(api.POST("/api/sources", { body })),
  rotate: (name: string) => given(api.POST("/api/sources/{name}/rotate", { params: { path: { name } } })),
  release: (body: Shapes["ReleaseIn"]) => given(api.POST("/api/events/quarantine/release", { body })),
};
