import type { Cell } from "@/lib/files";
import { percent } from "@/lib/numbers";
import { seriesColor } from "@/ui/palette";
import type { Ask } from "../question";
import type { Result } from "./kind";
import { bucketName, type Naming } from "./naming";

type Stickiness = Result<"stickiness">;
export type Line = Stickiness["lines"][number];
export type Point = Line["points"][number];

/** The newest bucket that is over; the newest at all when none is. */
export function newest(points: readonly Point[]): Point | undefined {
  return points.findLast((point) => point.complete) ?? points.at(-1);
}

export function days(point: Point): string {
  return point.per_person.value === null ? "–" : String(Math.round((point.per_person.value ?? 0) * 100) / 100);
}

/** This will say on how many days people came in the newest bucket that is over. */
export function said(ask: Ask<"stickiness">, result: Stickiness, naming: Naming): string {
  const line = result.lines[0];
  const point = line && newest(line.points);
  if (!point) return "";
  const { zh } = naming;
  const week = result.granularity === "week";
  const group = line.group === null ? "" : `${naming.group(line.group, ask.breakdown)}${zh ? "：" : ": "}`;
  const share = percent(point.per_day.value);
  const loyal = point.days.filter((one) => one.days >= 3).reduce((sum, one) => sum + one.people, 0);
  if (zh)
    return `${group}最近一个完整的${week ? "周" : "月"}（${point.bucket} 起）来了 ${naming.people(point.people)}，人均 ${days(point)} 天；平均每天来的占 ${share}，来 3 天以上的 ${naming.people(loyal)}。`;
  return `${group}In the last whole ${week ? "week" : "month"} (from ${point.bucket}) ${naming.people(point.people)} came, on ${days(point)} days each; an average day has ${share} of them; ${naming.people(loyal)} came on 3 days or more.`;
}

export function rows(ask: Ask<"stickiness">, result: Stickiness, naming: Naming): Cell[][] {
  const { zh } = naming;
  return [
    zh
      ? ["分组", "开始于", "来的人", "人均天数", "日均占比", "来几天", "人数"]
      : ["Group", "Begins", "People", "Days each", "Share per day", "Days", "People on so many days"],
    ...result.lines.flatMap((line) =>
      line.points.flatMap((point) =>
        point.days.map((one) => [
          naming.group(line.group, ask.breakdown),
          point.bucket,
          point.people,
          point.per_person.value,
          point.per_day.value,
          one.days,
          one.people,
        ]),
      ),
    ),
  ];
}

/** What ECharts draws: the share of an average day, bucket by bucket; what is not over is an empty circle. */
export function option(ask: Ask<"stickiness">, result: Stickiness, naming: Naming) {
  const lines = result.lines.slice(0, 8);
  return {
    grid: { left: 8, right: 16, top: lines.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis",
      valueFormatter: (value: unknown) => (typeof value === "number" ? percent(value) : "–"),
    },
    legend: lines.length > 1 ? { type: "scroll" } : undefined,
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: (lines[0]?.points ?? []).map((one) => bucketName(one.bucket, result.granularity)),
    },
    yAxis: { type: "value", min: 0, axisLabel: { formatter: (value: number) => `${Math.round(value * 100)}%` } },
    series: lines.map((line, at) => ({
      type: "line",
      name: naming.group(line.group, ask.breakdown),
      color: seriesColor(at),
      symbolSize: 7,
      data: line.points.map((point) => ({
        value: point.per_day.value,
        symbol: point.complete ? "circle" : "emptyCircle",
      })),
    })),
  };
}
