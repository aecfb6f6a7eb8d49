import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import type { Period } from "@/widgets/Period";
import { YOUNG_S } from "@/widgets/useQuestion";

export type Report = Shapes["ChannelReportOut"];
export type Funnel = Shapes["FunnelOut"];
export type ChannelLine = Report["channels"][number];

export const STEPS = ["came", "known", "reachable", "bought", "again"] as const;
export type Step = (typeof STEPS)[number];

/** What came of a channel's people, per head. */
export function perHead(line: { net_fen: number; came: number }): number {
  return line.came ? line.net_fen / line.came : 0;
}

export function useChannels(period: Period, enabled = true) {
  return useQuery({
    queryKey: ["reports", "channels", period],
    queryFn: () => given(api.GET("/api/reports/channels", { params: { query: { ...period, max_age_s: YOUNG_S } } })),
    enabled,
  });
}

export function useCounts() {
  return useQuery({ queryKey: ["people", "count"], queryFn: () => given(api.GET("/api/people/count")) });
}

export function useEventCounts(enabled: boolean) {
  return useQuery({
    queryKey: ["events", "count"],
    queryFn: () => given(api.GET("/api/events/count")),
    refetchInterval: 15_000,
    enabled,
  });
}

export function useDoctor(enabled: boolean) {
  return useQuery({ queryKey: ["doctor"], queryFn: () => given(api.GET("/api/system/doctor")), enabled });
}
