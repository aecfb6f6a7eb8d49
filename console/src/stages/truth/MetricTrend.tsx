import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { language, useWords } from "@/lib/language";
import { day } from "@/lib/moments";
import { Chart } from "@/ui/Chart";
import { Skeleton } from "@/ui/State";
import { metricName } from "@/widgets/metricWords";
import { type SpanOfDays, spanBefore } from "@/widgets/Span";
import { type Metric, periodsOf, valueIn } from "./metrics";
import { valueQuery } from "./metrics.api";
import { METRICS } from "./metrics.copy";

const POINTS = 8;

export interface Point {
  label: string;
  value: number | null;
  known: boolean;
}

/** The metric in so many periods of one length, the last is the one that is asked about. */
export function useTrend(metric: string, span: SpanOfDays, people: string | undefined): Point[] {
  const today = day(Date.now());
  const periods = useMemo(() => periodsOf(span, POINTS, today), [span, today]);
  const values = useQueries({
    queries: periods.map((period) => valueQuery({ kind: "metric", metric, period, people })),
  });
  return periods.map((period, place) => ({
    label: "from" in period ? period.from.slice(5) : spanBefore(period, today).to.slice(5),
    value: values[place]?.data?.value ?? null,
    known: values[place]?.data !== undefined,
  }));
}

export function MetricTrend({ points, metric }: { points: Point[]; metric: Metric }) {
  const words = useWords(METRICS);
  const chosen = language.use();
  const key = points.map((point) => `${point.label}=${point.value}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what the points say; they are made anew each time
  const option = useMemo(
    () => ({
      grid: { left: 64, right: 20, top: 16, bottom: 28 },
      tooltip: {
        trigger: "axis",
        valueFormatter: (value: unknown) => valueIn(value as number | null, metric.unit, chosen),
      },
      xAxis: { type: "category", data: points.map((point) => point.label), boundaryGap: false },
      yAxis: {
        type: "value",
        scale: metric.unit === "share",
        axisLabel: { formatter: (value: number) => valueIn(value, metric.unit, chosen) },
      },
      series: [
        { type: "line", name: metricName(metric, chosen), data: points.map((point) => point.value), symbolSize: 7 },
      ],
    }),
    [key, metric, chosen],
  );
  if (points.some((point) => !point.known)) return <Skeleton height={280} />;
  return <Chart option={option} height={280} label={words.trend} />;
}
