import { describe, expect, it } from "vitest";
import { forecastOf, type Test, verdictOf } from "./forecast";
import type { Run } from "./truth.api";

const HELD = {
  days: 29,
  expected: 49.6,
  actual: 70,
  bias: -0.29,
  customers: 271,
  by_week: [{ days: 7, actual: 15, expected: 12 }],
  by_frequency: [
    { frequency: 0, customers: 221, actual: 0.23, expected: 0.17 },
    { frequency: 7, customers: 1, actual: 4, expected: 1 },
  ],
};

function run(answer: Record<string, unknown> | null): Run {
  return { id: 1, state: "done", answer } as unknown as Run;
}

describe("forecastOf", () => {
  const answer = {
    customers: 435,
    bought_again: 110,
    model: "nbd",
    model_asked: "pareto_nbd",
    horizon_days: 365,
    notes: ["看不出流失 no drop-out visible"],
    expected_purchases: { value: 1225, low: 1101, high: 1368 },
    held_out: HELD,
  };
  it("reads what was found, and leaves out groups of a few from the plot", () => {
    const found = forecastOf(run(answer));
    expect(found?.model).toBe("nbd");
    expect(found?.purchases.high).toBe(1368);
    expect(found?.test?.frequencies.map((one) => one.frequency)).toEqual([0]);
  });
  it("has no test where nothing was held back, and nothing of a run without an answer", () => {
    expect(forecastOf(run({ ...answer, held_out: null }))?.test).toBeNull();
    expect(forecastOf(run(null))).toBeNull();
  });
});

describe("verdictOf", () => {
  const test = (actual: number, bias: number): Test => ({ ...HELD, weeks: [], frequencies: [], actual, bias });
  it("is close within a tenth, else says on which side, and nothing of a few purchases", () => {
    expect(verdictOf(test(70, -0.29))).toBe("low");
    expect(verdictOf(test(70, 0.1))).toBe("close");
    expect(verdictOf(test(70, 0.2))).toBe("high");
    expect(verdictOf(test(29, 0))).toBe("few");
  });
});
