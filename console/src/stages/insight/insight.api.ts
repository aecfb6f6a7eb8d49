import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { day } from "@/lib/moments";
import { aged, knownFirst, YOUNG_S } from "@/widgets/known";
import type { Period } from "@/widgets/Period";

export type Report = Shapes["ChannelReportOut"];
export type Funnel = Shapes["FunnelOut"];
export type ChannelLine = Report["channels"][number];

export const STEPS = ["came", "known", "reachable", "bought", "again"] as const;
export type Step = (typeof STEPS)[number];

/** What came of a channel's people, per head. */
export function perHead(line: { net_fen: number; came: number }): number {
  return line.came ? line.net_fen / line.came : 0;
}

/** What became of those who came in the last so many days, today included; 0: ever. */
export function useChannels(days: number) {
  const client = useQueryClient();
  const queryKey = ["reports", "channels", days];
  const query = { max_age_s: YOUNG_S, ...(days ? { last_days: days } : {}) };
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      knownFirst(client, queryKey, (known) =>
        aged(api.GET("/api/reports/channels", { params: { query: { ...query, known } }, signal })),
      ),
  });
}

/** The days that a report is of, in Beijing, as it tells them itself: it may be of yesterday. */
export function periodOf({ since, until }: Report): Period {
  return since && until ? { from: day(Date.parse(since)), to: day(Date.parse(until)) } : {};
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
