import type { Language } from "@/lib/language";
import { percent, yuan } from "@/lib/numbers";
import type { Estimate, Unit } from "./experiments";

/** This will write a figure of an experiment in its unit. */
export function figure(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return "–";
  if (unit === "share") return percent(value);
  return unit === "fen" ? yuan(Math.round(value)) : value.toFixed(2);
}

/** This will write a difference with its sign; of shares in points. */
export function difference(value: number | null, unit: Unit, chosen: Language): string {
  if (value === null) return "–";
  const sign = value > 0 ? "+" : "";
  if (unit === "share") return `${sign}${(value * 100).toFixed(1)} ${chosen === "zh" ? "个百分点" : "pp"}`;
  return `${sign}${figure(value, unit)}`;
}

export function bounds(estimate: Estimate, unit: Unit): string {
  if (estimate.low === null || estimate.high === null) return "–";
  const write = (value: number): string => (unit === "share" ? (value * 100).toFixed(1) : figure(value, unit));
  return `${write(estimate.low)} ~ ${write(estimate.high)}`;
}
