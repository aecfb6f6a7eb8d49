import type { Outcome, Send } from "./sends.api";

/** This will give how many receivers ended in one way. */
export function peopleOf(outcomes: readonly { outcome: Outcome; people: number }[], outcome: Outcome): number {
  return outcomes.find((one) => one.outcome === outcome)?.people ?? 0;
}

/** This will measure words as WeCom does: in bytes of UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

export interface Step {
  key: "planned" | "asked" | "confirmed" | "sent";
  people: number;
  /** Of what was planned. */
  share: number;
}

const RESULTS: Outcome[] = ["sent", "not_a_friend", "over_quota"];

/** This will give the way from plan to customer: planned, in the hands of staff, confirmed by them, delivered. */
export function stepsOf({ counts }: Pick<Send, "counts">): Step[] {
  const whole = counts.people || 1;
  const step = (key: Step["key"], people: number): Step => ({ key, people, share: people / whole });
  const confirmed = RESULTS.reduce((all, one) => all + peopleOf(counts.outcomes, one), 0);
  return [
    step("planned", counts.people),
    step("asked", counts.asked),
    step("confirmed", confirmed),
    step("sent", peopleOf(counts.outcomes, "sent")),
  ];
}
