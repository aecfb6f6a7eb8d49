import type { Cell } from "@/lib/files";
import { count } from "@/lib/numbers";
import type { Ask } from "../question";
import type { Result } from "./kind";
import { bucketName, type Naming } from "./naming";

type LifeCycle = Result<"life_cycle">;
export type Line = LifeCycle["lines"][number];
export type Point = Line["points"][number];

export const STATES = ["new", "returning", "resurrecting", "dormant"] as const;
export type State = (typeof STATES)[number];

const NAMES: Record<State, readonly [string, string]> = {
  new: ["新来", "New"],
  returning: ["留下", "Returning"],
  resurrecting: ["回来", "Back again"],
  dormant: ["沉默", "Dormant"],
};
/** Who stays is our own color, who is new the one to notice, who is gone grey. */
const COLORS: Record<State, string> = {
  new: "var(--series-2)",
  returning: "var(--series-1)",
  resurrecting: "var(--series-3)",
  dormant: "var(--aside)",
};

export const stateName = (state: State, zh: boolean): string => NAMES[state][zh ? 0 : 1];

/** How many more are active than in the bucket before. */
export function net(point: Point): number {
  return point.new + point.resurrecting - point.dormant;
}

/** This will say what came and went in the newest bucket that is over. */
export function said(ask: Ask<"life_cycle">, result: LifeCycle, naming: Naming): string {
  const line = result.lines[0];
  const point = line?.points.findLast((one) => one.complete) ?? line?.points.at(-1);
  if (!line || !point) return "";
  const { zh } = naming;
  const group = line.group === null ? "" : `${naming.group(line.group, ask.breakdown)}${zh ? "：" : ": "}`;
  const more = net(point);
  const unit = { day: "天", week: "周", month: "月" }[result.granularity];
  if (zh)
    return `${group}最近一个完整的${unit}（${point.bucket} 起）：新来 ${naming.people(point.new)}，回来 ${naming.people(point.resurrecting)}，沉默 ${naming.people(point.dormant)}；活跃的人比上一${unit}${more < 0 ? "少" : "多"} ${naming.people(Math.abs(more))}。`;
  return `${group}In the last whole ${result.granularity} (from ${point.bucket}): ${count(point.new, "en")} new, ${count(point.resurrecting, "en")} back again, ${count(point.dormant, "en")} dormant; ${naming.people(Math.abs(more))} ${more < 0 ? "fewer" : "more"} active than in the one before.`;
}

export function rows(ask: Ask<"life_cycle">, result: LifeCycle, naming: Naming): Cell[][] {
  const { zh } = naming;
  return [
    [
      zh ? "分组" : "Group",
      zh ? "开始于" : "Begins",
      ...STATES.map((state) => stateName(state, zh)),
      zh ? "净变化" : "Net",
    ],
    ...result.lines.flatMap((line) =>
      line.points.map((point) => [
        naming.group(line.group, ask.breakdown),
        point.bucket,
        ...STATES.map((state) => point[state]),
        net(point),
      ]),
    ),
  ];
}

/** What ECharts draws: who is active above the line, who went dormant below it. */
export function option(line: Line, result: LifeCycle, naming: Naming) {
  const { zh, chosen } = naming;
  const open = (point: Point): object => (point.complete ? {} : { itemStyle: { opacity: 0.45 } });
  return {
    grid: { left: 8, right: 12, top: 36, bottom: 4, containLabel: true },
    legend: { data: STATES.map((state) => stateName(state, zh)) },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      valueFormatter: (value: unknown) => count(Math.abs(Number(value)), chosen),
    },
    xAxis: {
      type: "category",
      data: line.points.map((point) => bucketName(point.bucket, result.granularity)),
      axisLine: { onZero: true },
    },
    yAxis: { type: "value", axisLabel: { formatter: (value: number) => count(Math.abs(value), chosen) } },
    series: [...STATES].map((state) => ({
      type: "bar",
      stack: "one",
      name: stateName(state, zh),
      color: COLORS[state],
      barMaxWidth: 40,
      data: line.points.map((point) => ({ value: state === "dormant" ? -point[state] : point[state], ...open(point) })),
    })),
  };
}
