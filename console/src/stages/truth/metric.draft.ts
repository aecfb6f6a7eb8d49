import type { Metric, Unit } from "./metrics";

export const KINDS = ["did", "times", "orders_count", "orders_net_fen", "orders_buyers"] as const;
type Kind = (typeof KINDS)[number];

/** What is counted: something that the form can say, or what was written elsewhere and is kept as it is. */
export interface Counted {
  kind: Kind | "kept" | "";
  events: string[];
  kept: Metric["numerator"] | null;
}

export interface Draft {
  chinese: string;
  name: string;
  formula: string;
  formulaEnglish: string;
  window: string;
  above: Counted;
  below: Counted;
  unit: Unit;
  owner: string;
  note: string;
  /** The version that is changed, with what the form does not show. */
  from: Metric | null;
}

const NOTHING: Counted = { kind: "", events: [], kept: null };

export const EMPTY: Draft = {
  chinese: "",
  name: "",
  formula: "",
  formulaEnglish: "",
  window: "",
  above: { ...NOTHING, kind: "did" },
  below: NOTHING,
  unit: "people",
  owner: "",
  note: "",
  from: null,
};

const NAME = /^[a-z][a-z0-9_]{1,59}$/;

/** This will open a metric for its next version. */
export function draftOf(metric: Metric): Draft {
  return {
    chinese: metric.chinese,
    name: metric.name,
    formula: metric.formula,
    formulaEnglish: metric.english?.formula ?? "",
    window: metric.window,
    above: countedOf(metric.numerator),
    below: metric.denominator ? countedOf(metric.denominator) : NOTHING,
    unit: metric.unit,
    owner: metric.owner,
    note: metric.note,
    from: metric,
  };
}

function countedOf(measure: Metric["numerator"]): Counted {
  if (measure.of === "orders") return { ...NOTHING, kind: `orders_${measure.measure}` };
  if (measure.of === "times") return { ...NOTHING, kind: "times", events: [...measure.events] };
  const { kind, events, within, ...more } = measure.where as { kind?: unknown; events?: string[]; within?: unknown };
  const plain = kind === "did" && Array.isArray(events) && within === "$period" && !Object.keys(more).length;
  return plain ? { ...NOTHING, kind: "did", events } : { ...NOTHING, kind: "kept", kept: measure };
}

/** This will make a metric of a draft; nothing while something is missing. */
export function drafted(draft: Draft): Metric | null {
  const numerator = measured(draft.above);
  const denominator = draft.below.kind ? measured(draft.below) : null;
  if (!draft.chinese.trim() || !NAME.test(draft.name) || !draft.formula.trim() || !numerator) return null;
  if (draft.below.kind && !denominator) return null;
  const { from } = draft;
  return {
    name: draft.name,
    chinese: draft.chinese.trim(),
    formula: draft.formula.trim(),
    numerator,
    denominator,
    minus: from?.minus ?? null,
    unit: draft.unit,
    window: draft.window.trim(),
    zone: "Asia/Shanghai",
    owner: draft.owner.trim(),
    official: from?.official ?? null,
    note: draft.note.trim(),
    english: inEnglish(draft),
  };
}

function inEnglish({ from, formulaEnglish }: Draft): Metric["english"] {
  const formula = formulaEnglish.trim();
  if (!formula && !from?.english) return null;
  return { window: "", note: "", official: "", difference: "", ...from?.english, formula };
}

function measured({ kind, events, kept }: Counted): Metric["numerator"] | null {
  if (kind === "kept" || kind === "") return kept;
  if (kind === "times") return events.length ? { of: "times", events } : null;
  if (kind === "did") return events.length ? { of: "people", where: { kind: "did", events, within: "$period" } } : null;
  return { of: "orders", measure: kind.slice("orders_".length) as "count" | "net_fen" | "buyers" };
}
