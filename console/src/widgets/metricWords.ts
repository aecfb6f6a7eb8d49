import type { Shapes } from "@/api/client";
import type { Language } from "@/lib/language";

type Metric = Shapes["MetricResult"]["metric"]["metric"];

/** A metric's name in the operator's language: what ships has an English name that is its code, in words. */
export function metricName(metric: Pick<Metric, "name" | "chinese">, chosen: Language): string {
  if (chosen === "zh") return metric.chinese;
  const words = metric.name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a metric says of itself in words; what was not written in English is told as it was written. */
export interface MetricWords {
  formula: string;
  window: string;
  note: string;
  official: string;
  difference: string;
}

export function metricWords(
  metric: Pick<Metric, "formula" | "window" | "note" | "official" | "english">,
  chosen: Language,
): MetricWords {
  const { formula, window, note, official } = metric;
  const written: MetricWords = {
    formula,
    window,
    note,
    official: official?.name ?? "",
    difference: official?.difference ?? "",
  };
  if (chosen === "zh" || !metric.english) return written;
  const told = Object.entries(metric.english).filter(([, text]) => text);
  return { ...written, ...Object.fromEntries(told) };
}
