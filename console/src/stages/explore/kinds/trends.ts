import { changeOf } from "@/lib/changes";
import type { Cell } from "@/lib/files";
import { count, full, percent, yuanShort } from "@/lib/numbers";
import { seriesColor } from "@/ui/palette";
import type { Ask, Breakdown } from "../question";
import type { Result } from "./kind";
import { bucketName, type Naming } from "./naming";

type Trends = Result<"trends">;
export type Line = Trends["lines"][number];

/** This will name a line: its events, and its group when there are several. */
export function lineName(ask: Ask<"trends">, line: Line, naming: Naming): string {
  const events = naming.events(ask.series[line.series]);
  const group = line.group === null ? "" : naming.group(line.group, ask.breakdown as Breakdown);
  if (!group) return ask.series.length > 1 ? badge(line.series, events) : events;
  return ask.series.length > 1 ? `${badge(line.series, events)} · ${group}` : group;
}

function badge(at: number, name: string): string {
  return `${String.fromCharCode(65 + at)} ${name}`;
}

/** This will write a figure of a line: people and events as counts, money in yuan, the rest with two decimals. */
export function figure(ask: Ask<"trends">, line: Line, value: number | null | undefined, naming: Naming): string {
  if (value === null || value === undefined) return "–";
  const series = ask.series[line.series];
  if (naming.money(series, series?.property)) return yuanShort(Math.round(value * 100), naming.chosen);
  const whole = line.measure === "people" || line.measure === "events";
  return count(whole ? value : Math.round(value * 100) / 100, naming.chosen);
}

/** This will say what changed: per line with the period before, or which group is the largest. */
export function said(ask: Ask<"trends">, result: Trends, naming: Naming): string {
  const { zh } = naming;
  if (ask.breakdown) {
    const [first, second] = result.lines
      .filter((line) => line.group !== "…" && line.group !== "")
      .toSorted((a, b) => size(b) - size(a));
    if (!first) return "";
    const one = (line: Line): string => `${lineName(ask, line, naming)}（${unit(ask, line, naming)}）`;
    if (!zh)
      return `The most is ${one(first)}${second ? `, then ${one(second)}` : ""}.`.replaceAll(/（(.*?)）/g, " ($1)");
    return `最多的是${one(first)}${second ? `，其次是${one(second)}` : ""}。`;
  }
  const parts = result.lines
    .slice(0, 3)
    .map((line) => `${naming.events(ask.series[line.series])} ${unit(ask, line, naming)}${before(line, naming)}`);
  return zh ? `${parts.join("；")}。` : `${parts.join("; ")}.`;
}

/** What a line is told by; groups come in another order, that of their events. */
function size(line: Line): number {
  return (line.measure === "people" ? line.total.numerator : line.total.value) ?? 0;
}

function unit(ask: Ask<"trends">, line: Line, naming: Naming): string {
  if (line.measure === "people") return naming.people(line.total.numerator);
  const text = figure(ask, line, line.total.value, naming);
  if (line.measure !== "events") return text;
  return naming.zh ? `${text} 次` : `${text} times`;
}

function before(line: Line, { zh }: Naming): string {
  if (!line.previous_total || line.total.value === null || line.previous_total.value === null) return "";
  const { direction, share } = changeOf(line.total.value, line.previous_total.value);
  if (direction === "same") return zh ? "，和上一段时间一样" : ", as in the period before";
  if (share === null) return "";
  const text = percent(Math.abs(share));
  if (zh) return `，比上一段时间${share > 0 ? "多" : "少"} ${text}`;
  return `, ${text} ${share > 0 ? "more" : "less"} than in the period before`;
}

export function rows(ask: Ask<"trends">, result: Trends, naming: Naming): Cell[][] {
  const head = naming.zh ? ["开始于", "是否完整"] : ["Begins", "Complete"];
  const first = result.lines[0]?.points ?? [];
  return [
    [...head, ...result.lines.map((line) => lineName(ask, line, naming))],
    ...first.map((point, at) => [
      point.bucket,
      point.complete ? (naming.zh ? "是" : "yes") : naming.zh ? "否" : "no",
      ...result.lines.map((line) => line.points[at]?.figure.value),
    ]),
  ];
}

const MOST_LINES = 10;

/** What ECharts draws: a line per series and group; what is not over is dashed, the period before is faint. */
export function option(ask: Ask<"trends">, result: Trends, naming: Naming, small = false) {
  const lines = result.lines.slice(0, MOST_LINES);
  const names = lines.map((line) => lineName(ask, line, naming));
  return {
    grid: { left: 8, right: 16, top: lines.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis",
      formatter: (given: unknown) => tip(given as { dataIndex: number }[], ask, lines, naming),
    },
    legend: lines.length > 1 ? { data: names, type: "scroll" } : undefined,
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: (lines[0]?.points ?? []).map((point) => bucketName(point.bucket, result.granularity)),
    },
    yAxis: {
      type: "value",
      min: 0,
      splitNumber: small ? 3 : 5,
      axisLabel: { formatter: (v: number) => count(v, naming.chosen) },
    },
    series: lines.flatMap((line, at) => drawn(line, names[at] ?? "", at)),
  };
}

function drawn(line: Line, name: string, at: number) {
  const { points } = line;
  const color = seriesColor(at);
  const look = { type: "line", name, color, showSymbol: points.length < 16, symbolSize: 6, triggerLineEvent: false };
  const open = (place: number): boolean => points[place]?.complete === false;
  const beside = (place: number): boolean => open(place) || open(place - 1) || open(place + 1);
  const series: object[] = [
    { ...look, lineStyle: { width: 2 }, data: points.map((one, place) => (open(place) ? null : one.figure.value)) },
    {
      ...look,
      symbol: "emptyCircle",
      lineStyle: { width: 2, type: "dashed" },
      data: points.map((one, place) => (beside(place) ? one.figure.value : null)),
    },
  ];
  if (points.some((one) => one.previous))
    series.push({
      ...look,
      showSymbol: false,
      silent: true,
      lineStyle: { width: 1.5, opacity: 0.35 },
      data: points.map((one) => one.previous?.value ?? null),
    });
  return series;
}

function tip(given: { dataIndex: number }[], ask: Ask<"trends">, lines: Line[], naming: Naming): string {
  const at = given[0]?.dataIndex ?? 0;
  const point = lines[0]?.points[at];
  if (!point) return "";
  const open = point.complete ? "" : naming.zh ? "（还没结束）" : " (not over)";
  const told = lines.map((line, place) => {
    const one = line.points[at];
    const old = one?.previous
      ? ` <span style="opacity:.6">${naming.zh ? "之前" : "before"} ${figure(ask, line, one.previous.value, naming)}</span>`
      : "";
    const dot = `<span style="display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:6px;background:${seriesColor(place)}"></span>`;
    return `${dot}${escaped(lineName(ask, line, naming))} <b>${figure(ask, line, one?.figure.value, naming)}</b>${old}`;
  });
  return [`${point.bucket.slice(0, 16)}${open}`, ...told].join("<br>");
}

/** Names of groups come from events, and a tip is HTML. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

export function change(line: Line): { text: string; direction: string } | undefined {
  if (!line.previous_total || line.total.value === null || line.previous_total.value === null) return undefined;
  const { direction, share } = changeOf(line.total.value, line.previous_total.value);
  return {
    direction,
    text: share === null ? full(line.previous_total.value) : `${share > 0 ? "+" : ""}${percent(share)}`,
  };
}
