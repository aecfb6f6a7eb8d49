import type { Shapes } from "@/api/client";

export type Plan = Shapes["Plan-Input"];
export type Outcome = Plan["goal"]["outcome"];
export type Better = "up" | "down";

/** The outcomes that are chosen by name; any other is made of events. */
export const OUTCOMES = {
  bought: { of: "orders", measure: "bought" },
  count: { of: "orders", measure: "count" },
  net_fen: { of: "orders", measure: "net_fen" },
  added: { of: "events", events: ["Contact Added"], measure: "did" },
  replied: { of: "events", events: ["Message Replied"], measure: "did" },
  joined: { of: "events", events: ["Member Joined"], measure: "did" },
  deleted: { of: "events", events: ["Contact Deleted Staff"], measure: "did" },
  unsubscribed: { of: "events", events: ["Unsubscribed"], measure: "did" },
} as const satisfies Record<string, Outcome>;
export type OutcomeName = keyof typeof OUTCOMES | "own";

/** A metric as the form holds it; `name` is what the author calls it, else it is called by its outcome. */
export interface Measured {
  name: string;
  outcome: Outcome;
  better: Better;
}

export interface Draft {
  name: string;
  note: string;
  /** The first is the control; shares in percent. */
  arms: { name: string; share: number }[];
  goal: Measured;
  others: Measured[];
  guards: Measured[];
  /** The relative change to find, in percent. */
  change: number;
  window: number;
  before: number;
  held: NonNullable<Plan["held_out"]> | null;
  /** A stored segment's name, or conditions that were written elsewhere and are kept. */
  people: Plan["people"];
  exposed: boolean;
  everything: boolean;
  alpha: number;
}

export const ARMS_MOST = 10;

/** This will begin with one treatment beside the control, halves of everybody. */
export function begun(control: string, treatment: string): Draft {
  return {
    name: "",
    note: "",
    arms: [
      { name: control, share: 50 },
      { name: treatment, share: 50 },
    ],
    goal: { name: "", outcome: OUTCOMES.bought, better: "up" },
    others: [],
    guards: [{ name: "", outcome: OUTCOMES.deleted, better: "down" }],
    change: 20,
    window: 14,
    before: 30,
    held: null,
    people: null,
    exposed: false,
    everything: false,
    alpha: 0.05,
  };
}

/** This will open a plan that was kept, so that it comes out again as it went in. */
export function draftOf(plan: Plan): Draft {
  const measured = ({ name, outcome, better }: Plan["goal"]): Measured => ({ name, outcome, better });
  return {
    name: plan.name,
    note: plan.note,
    arms: plan.arms.map(({ name, share }) => ({ name, share: share / 100 })),
    goal: measured(plan.goal),
    others: plan.others.map(measured),
    guards: plan.guardrails.map(measured),
    change: 20,
    window: plan.window_days,
    before: plan.before_days,
    held: plan.held_out ?? null,
    people: plan.people ?? null,
    exposed: plan.exposed,
    everything: plan.everything,
    alpha: plan.alpha,
  };
}

/** This will write the plan; a metric without a name is called by its outcome. */
export function planOf(draft: Draft, called: (outcome: Outcome) => string, units: number): Plan {
  const written = ({ name, outcome, better }: Measured) => ({ name: name.trim() || called(outcome), outcome, better });
  return {
    name: draft.name.trim(),
    note: draft.note.trim(),
    arms: draft.arms.map(({ name, share }) => ({ name: name.trim(), share: Math.round(share * 100) })),
    goal: written(draft.goal),
    others: draft.others.map(written),
    guardrails: draft.guards.map(written),
    people: draft.people,
    exposed: draft.exposed,
    held_out: draft.held,
    everything: draft.everything,
    window_days: draft.window,
    before_days: draft.before,
    planned_units: Math.max(2, Math.min(2 ** 31, Math.round(units))),
    alpha: draft.alpha,
  };
}

export type Lack = "name" | "arms" | "shares" | "events" | "metrics" | "held";

/** What a plan still lacks before it can be kept. */
export function lackOf(draft: Draft, called: (outcome: Outcome) => string): Lack | null {
  const arms = draft.arms.map((arm) => arm.name.trim());
  const measured = [draft.goal, ...draft.others, ...draft.guards];
  const names = measured.map((one) => one.name.trim() || called(one.outcome));
  if (!draft.name.trim()) return "name";
  if (arms.length < 2 || arms.some((name) => !name) || new Set(arms).size < arms.length) return "arms";
  if (left(draft) < 0) return "shares";
  if (measured.some(({ outcome }) => outcome.of === "events" && !outcome.events.length)) return "events";
  if (new Set(names).size < names.length) return "metrics";
  return draft.held && !draft.held.value.trim() ? "held" : null;
}

/** How many percent of people take no part; below zero the arms come to more than all. */
export function left(draft: Draft): number {
  return Math.round((100 - draft.arms.reduce((sum, arm) => sum + arm.share, 0)) * 100) / 100;
}

/** This will share what the control leaves over equally among the treatments, in hundredths of a percent. */
export function evened(arms: Draft["arms"]): Draft["arms"] {
  const [control, ...others] = arms;
  if (!control || !others.length) return arms;
  const each = Math.floor(((100 - control.share) / others.length) * 100) / 100;
  return [control, ...others.map((arm) => ({ ...arm, share: each }))];
}

export function nameOf(outcome: Outcome): OutcomeName {
  const text = JSON.stringify(sorted(outcome));
  const found = Object.entries(OUTCOMES).find(([, one]) => JSON.stringify(sorted(one)) === text);
  return (found?.[0] as OutcomeName | undefined) ?? "own";
}

function sorted(outcome: Outcome): unknown {
  return outcome.of === "events" ? [outcome.measure, ...outcome.events] : [outcome.of, outcome.measure];
}

export function unitOfOutcome({ measure }: Outcome): "share" | "fen" | "count" {
  if (measure === "net_fen") return "fen";
  return measure === "count" ? "count" : "share";
}
