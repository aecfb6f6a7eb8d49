import type { Run } from "./truth.api";

/** What a run of the value model found, as far as a screen tells it. */
export interface Forecast {
  customers: number;
  again: number;
  asked: string;
  model: string;
  horizon: number;
  notes: string[];
  purchases: { value: number; low: number; high: number };
  test: Test | null;
}

export interface Test {
  days: number;
  expected: number;
  actual: number;
  bias: number;
  customers: number;
  weeks: { days: number; actual: number; expected: number }[];
  frequencies: { frequency: number; customers: number; actual: number; expected: number }[];
}

type Part = Record<string, unknown>;

/** This will read the answer of a run that is done; nothing where it has none. */
export function forecastOf(run: Run): Forecast | null {
  const answer = run.answer as Part | null;
  if (!answer) return null;
  const purchases = answer.expected_purchases as Forecast["purchases"];
  return {
    customers: Number(answer.customers),
    again: Number(answer.bought_again),
    asked: String(answer.model_asked),
    model: String(answer.model),
    horizon: Number(answer.horizon_days),
    notes: (answer.notes as string[] | undefined) ?? [],
    purchases,
    test: testOf(answer.held_out as Part | null | undefined),
  };
}

function testOf(held: Part | null | undefined): Test | null {
  if (!held) return null;
  return {
    days: Number(held.days),
    expected: Number(held.expected),
    actual: Number(held.actual),
    bias: Number(held.bias),
    customers: Number(held.customers),
    weeks: held.by_week as Test["weeks"],
    frequencies: (held.by_frequency as Test["frequencies"]).filter((one) => one.customers >= 5),
  };
}

/** How the test on held-back days came out: within a tenth is close, and a few purchases test nothing. */
export function verdictOf(test: Test): "few" | "close" | "low" | "high" {
  if (test.actual < 30) return "few";
  if (Math.abs(test.bias) <= 0.1) return "close";
  return test.bias < 0 ? "low" : "high";
}
