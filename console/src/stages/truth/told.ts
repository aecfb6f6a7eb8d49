import type { Language } from "@/lib/language";

/** This will write the difference of two shares in points: `+1.2 个百分点`; a dash where there is nothing to compare. */
export function points(now: number | null, before: number | null, chosen: Language): string {
  if (now === null || before === null) return "–";
  const difference = (now - before) * 100;
  const text = Math.abs(difference) < 0.05 ? "0.0" : difference.toFixed(1);
  return `${difference >= 0.05 ? "+" : ""}${text} ${chosen === "zh" ? "个百分点" : "pp"}`;
}

/** This will write an interval: `0.8% ~ 5.6%`. */
export function range(low: number | null, high: number | null, write: (value: number) => string): string {
  return low === null || high === null ? "–" : `${write(low)} ~ ${write(high)}`;
}

/** This will write a number of credits or people that may be a fraction: one decimal below a thousand, none above. */
export function decimal(value: number): string {
  return Math.abs(value) < 1000 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US");
}

/** Fen as yuan for a spreadsheet: a number, not a text. */
export function inYuan(fen: number | null | undefined): number | null {
  return fen === null || fen === undefined ? null : Math.round(fen) / 100;
}
