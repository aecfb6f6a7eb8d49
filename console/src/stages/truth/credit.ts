import type { Shapes } from "@/api/client";
import { type Language, language } from "@/lib/language";
import { channelName } from "@/widgets/names";

export type Found = Shapes["AttributionResult"];
export type Line = Found["lines"][number];
export type Credit = Line["credit"][string];
export type Dimension = "channel" | "campaign" | "code" | "creative";

export const MODELS = [
  "first",
  "last",
  "last_non_direct",
  "linear",
  "position",
  "time_decay",
  "shapley",
  "markov",
] as const;
export type Model = (typeof MODELS)[number];

export type Measure = "conversions" | "value_fen" | "value_fen_per_person";

/** What a model gives a line in the chosen measure; nothing where nobody is known to have been touched. */
export function given(line: Line, model: Model, measure: Measure): number | null {
  return line.credit[model]?.[measure] ?? null;
}

/** Two models that disagree about a line: how much of all credit each gives it. */
export interface Moved {
  line: Line;
  from: Model;
  to: Model;
  fromShare: number;
  toShare: number;
}

/** This will find the line whose share of all credit differs most between two models; nothing without credit. */
export function mostMoved(lines: readonly Line[], from: Model, to: Model): Moved | null {
  const whole = (model: Model): number =>
    lines.reduce((sum, line) => sum + (given(line, model, "conversions") ?? 0), 0);
  const [all, others] = [whole(from), whole(to)];
  if (!all || !others) return null;
  const moved = lines.map((line) => ({
    line,
    from,
    to,
    fromShare: (given(line, from, "conversions") ?? 0) / all,
    toShare: (given(line, to, "conversions") ?? 0) / others,
  }));
  return moved.toSorted((a, b) => Math.abs(b.toShare - b.fromShare) - Math.abs(a.toShare - a.fromShare))[0] ?? null;
}

/** Where a line stands in each model, from 1: what to look at first when models disagree. */
export function rank(lines: readonly Line[], line: Line, model: Model, measure: Measure): number {
  const own = given(line, model, measure) ?? 0;
  return 1 + lines.filter((one) => (given(one, model, measure) ?? 0) > own).length;
}

/** The largest figure in the table: the bars' full width. */
export function largest(lines: readonly Line[], models: readonly Model[], measure: Measure): number {
  return Math.max(0, ...lines.flatMap((line) => models.map((model) => given(line, model, measure) ?? 0)));
}

/** Channels have names of ours; campaigns, codes and creatives are called what the brand calls them. */
export function pathName(value: string, by: Dimension, chosen: Language = language.get()): string {
  if (value === "other") return chosen === "zh" ? "其他" : "Others";
  return by === "channel" ? channelName(value, chosen) : value;
}

export function lineName(line: Line, by: Dimension, chosen?: Language): string {
  return pathName(line.value, by, chosen);
}
