import type { Metric, Unit } from "./metrics";

export const KINDS = ["did", "times", "orders_count", "orders_net_fen", "orders_buyers"] as const;
type Kind = (typeof KINDS)[number];

export interface Draft {
  chinese: string;
  name: string;
  formula: string;
  above: Kind;
  aboveEvents: string[];
  below: Kind | "";
  belowEvents: string[];
  unit: Unit;
  owner: string;
}

export const EMPTY: Draft = {
  chinese: "",
  name: "",
  formula: "",
  above: "did",
  aboveEvents: [],
  below: "",
  belowEvents: [],
  unit: "people",
  owner: "",
};

const NAME = /^[a-z][a-z0-9_]{1,59}$/;

/** This will make a metric of a draft; nothing while something is missing. */
export function drafted(draft: Draft): Metric | null {
  const numerator = measure(draft.above, draft.aboveEvents);
  const denominator = draft.below ? measure(draft.below, draft.belowEvents) : null;
  if (!draft.chinese.trim() || !NAME.test(draft.name) || !draft.formula.trim() || !numerator) return null;
  if (draft.below && !denominator) return null;
  return {
    name: draft.name,
    chinese: draft.chinese.trim(),
    formula: draft.formula.trim(),
    numerator,
    denominator,
    minus: null,
    unit: draft.unit,
    window: "",
    zone: "Asia/Shanghai",
    owner: draft.owner.trim(),
    official: null,
    note: "",
  };
}

function measure(kind: Kind, events: string[]): Metric["numerator"] | null {
  if (kind === "times") return events.length ? { of: "times", events } : null;
  if (kind === "did") return events.length ? { of: "people", where: { kind: "did", events, within: "$period" } } : null;
  return { of: "orders", measure: kind.slice("orders_".length) as "count" | "net_fen" | "buyers" };
}
