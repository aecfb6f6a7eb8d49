import type { Cell } from "@/lib/files";
import { percent } from "@/lib/numbers";
import { seriesColor } from "@/ui/palette";
import type { Ask } from "../question";
import type { Result } from "./kind";
import type { Naming } from "./naming";

type Retention = Result<"retention">;
export type Line = Retention["lines"][number];

const UNITS: Record<string, readonly [zh: string, en: string]> = {
  day: ["日", "day"],
  week: ["周", "week"],
  month: ["月", "month"],
};

/** This will name a column: `第 3 周`, `第 3–6 日`; age 0 is the same one. */
export function columnName([since, until]: readonly number[], granularity: string, zh: boolean): string {
  const unit = UNITS[granularity]?.[zh ? 0 : 1] ?? "";
  if (since === undefined || until === undefined) return "";
  if (since === 0 && until === 1) return zh ? `当${unit}` : `Same ${unit}`;
  if (until === since + 1) return zh ? `第 ${since} ${unit}` : `${unit} ${since}`;
  return zh ? `第 ${since}–${until - 1} ${unit}` : `${unit}s ${since}–${until - 1}`;
}

const FEW = 30;

/** This will say who came back at the first and at the last age that enough people have reached. */
export function said(ask: Ask<"retention">, result: Retention, naming: Naming): string {
  const line = result.lines[0];
  if (!line) return "";
  const { zh } = naming;
  const group = line.group === null ? "" : `${naming.group(line.group, ask.breakdown)}${zh ? "：" : ": "}`;
  const times = ask.cohort === "entry" && zh ? "次" : "";
  const who = zh ? `${naming.people(line.people)}${times}开始` : `${naming.people(line.people)} began`;
  const back = agesOf(line, result).map((age) => backAt(age, result, zh));
  if (!back.length)
    return zh ? `${group}${who}，还没有走完一期的，过一阵再看。` : `${group}${who}; no bucket is over yet.`;
  const small = line.cohorts.length > 0 && line.cohorts.every((one) => one.size < FEW);
  const few = small
    ? zh
      ? "每一行都不足 30 人，单个格子会跳动。"
      : " Every row has fewer than 30 people: single cells jump about."
    : "";
  return zh ? `${group}${who}，${back.join("，")}。${few}` : `${group}${who}; ${back.join(", ")}.${few}`;
}

interface Age {
  share: Line["average"][number];
  column: readonly number[];
}

/** The first age after the beginning, and the last that enough people have reached. */
function agesOf(line: Line, result: Retention): Age[] {
  const known = line.average
    .map((share, at) => ({ share, column: result.columns[at] ?? [0, 1] }))
    .filter(({ share, column }) => share.denominator > 0 && (column[0] ?? 0) > 0);
  const first = known[0];
  const last = known.findLast(({ share }) => share.denominator >= FEW);
  return [first, last === first ? undefined : last].filter((one) => one !== undefined);
}

function backAt({ share, column }: Age, result: Retention, zh: boolean): string {
  const name = columnName(column, result.granularity, zh);
  return zh ? `${name}回来 ${percent(share.value)}` : `${percent(share.value)} were back ${name}`;
}

export function rows(ask: Ask<"retention">, result: Retention, naming: Naming): Cell[][] {
  const { zh } = naming;
  const names = result.columns.map((column) => columnName(column, result.granularity, zh));
  return [
    [
      zh ? "分组" : "Group",
      zh ? "开始于" : "Begins",
      zh ? "开始人数" : "People",
      ...names.flatMap((name) => [name, `${name} %`]),
    ],
    ...result.lines.flatMap((line) =>
      line.cohorts.map((cohort) => [
        naming.group(line.group, ask.breakdown),
        cohort.bucket,
        cohort.size,
        ...cohort.returns.flatMap((one) => [one.figure.numerator, one.figure.value]),
      ]),
    ),
  ];
}

/** What ECharts draws: the average of each group by age, of what is over only. */
export function option(ask: Ask<"retention">, result: Retention, naming: Naming) {
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
      data: result.columns.map((one) => columnName(one, result.granularity, naming.zh)),
    },
    yAxis: { type: "value", min: 0, axisLabel: { formatter: (value: number) => `${Math.round(value * 100)}%` } },
    series: lines.map((line, at) => ({
      type: "line",
      name: naming.group(line.group, ask.breakdown),
      color: seriesColor(at),
      symbolSize: 6,
      data: line.average.map((share) => (share.denominator ? share.value : null)),
    })),
  };
}

/** How strongly a cell is colored: by its share of the largest share after the beginning, so that tables of few returns can be read. */
export function heat(line: Line): (value: number | null) => number {
  const shares = line.cohorts.flatMap((one) =>
    one.returns.filter((cell) => cell.age > 0).map((cell) => cell.figure.value ?? 0),
  );
  const most = Math.max(0.05, ...shares);
  return (value) => (value === null ? 0 : Math.min(1, value / most));
}
