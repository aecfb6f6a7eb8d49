import type { Shapes } from "@/api/client";
import type { Language } from "@/lib/language";
import { count, measured, percent, yuanShort } from "@/lib/numbers";
import { metricWords } from "@/widgets/metricWords";
import { type SpanOfDays, spanBefore } from "@/widgets/Span";
import { points } from "./told";

export type Entry = Shapes["MetricOut"];
export type Metric = Entry["metric"];
export type Unit = Metric["unit"];

/** This will write a value in the metric's unit. */
export function valueIn(value: number | null | undefined, unit: Unit, chosen: Language): string {
  if (value === null || value === undefined) return "–";
  if (unit === "fen") return yuanShort(Math.round(value), chosen);
  if (unit === "share") return percent(value);
  if (unit === "ratio") return value.toFixed(2);
  const words = { people: ["人", " people"], times: ["次", " times"] } as const;
  return chosen === "zh" ? measured(count(value, chosen), words[unit][0]) : `${count(value, chosen)}${words[unit][1]}`;
}

/** How a value moved: shares in points, all else in percent; nothing of fewer than ten before. */
export function changeIn(now: number | null, before: number | null, unit: Unit, chosen: Language): string | null {
  if (now === null || before === null) return null;
  if (unit === "share") return points(now, before, chosen);
  if (Math.abs(before) < 10) return null;
  const change = (now - before) / Math.abs(before);
  return `${change > 0 ? "+" : ""}${percent(change)}`;
}

/** This will give so many periods of equal length, the oldest first; the last is the one given. */
export function periodsOf(span: SpanOfDays, many: number, today: string): SpanOfDays[] {
  const found: SpanOfDays[] = [span];
  while (found.length < many) found.unshift(spanBefore(found[0] as SpanOfDays, today));
  return found;
}

const BOTH = ["zh", "en"] as const;

function searched(metric: Metric, chosen: Language): string[] {
  const { formula, official } = metricWords(metric, chosen);
  return [formula, official];
}

/** What a search finds: in either name, in the formula, in what the platform calls it, in both languages. */
export function found(entries: readonly Entry[], text: string): Entry[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [...entries];
  return entries.filter(({ metric }) =>
    [metric.name, metric.chinese, ...BOTH.flatMap((one) => searched(metric, one))].some((one) =>
      one.toLowerCase().includes(wanted),
    ),
  );
}
