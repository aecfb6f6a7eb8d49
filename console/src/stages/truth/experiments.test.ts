import { describe, expect, it } from "vitest";
import {
  type Comparison,
  daysRun,
  type Experiment,
  edgesOf,
  type Goal,
  type Report,
  unitOf,
  verdictOf,
  written,
} from "./experiments";

const NONE = { value: null, low: null, high: null };

function compared(low: number, high: number): Comparison {
  const told = {
    difference: { value: (low + high) / 2, low: low / 2, high: high / 2 },
    lift: NONE,
    always_valid_difference: NONE,
    always_valid_lift: NONE,
  };
  const cuped = { ...told, always_valid_difference: { value: (low + high) / 2, low, high } };
  return { treatment: "b", ...told, cuped, p: 0.5, p_holm: 1, harm: false };
}

function goal(low: number, high: number, better: "up" | "down" = "up", mean = 0.1): Goal {
  const arm = { units: 10, mean, deviation: 0.3 };
  return {
    name: "bought",
    role: "goal",
    better,
    kind: "share",
    arms: [
      { name: "a", ...arm },
      { name: "b", ...arm },
    ],
    comparisons: [compared(low, high)],
    cuped: { correlation: 0, variance_kept: 1 },
  };
}

function verdict(one: Goal): string {
  return verdictOf(one, one.comparisons[0] as Comparison);
}

describe("verdictOf", () => {
  it("believes only an interval that leaves zero out, in the direction that is meant to be good", () => {
    expect(verdict(goal(0.01, 0.05))).toBe("better");
    expect(verdict(goal(-0.05, -0.01))).toBe("worse");
    expect(verdict(goal(-0.05, -0.01, "down"))).toBe("better");
    expect(verdict(goal(-0.01, 0.05))).toBe("open");
  });
  it("says nothing where nothing has happened, not that there is no difference", () => {
    expect(verdict(goal(0, 0, "up", 0))).toBe("nothing");
  });
});

describe("edgesOf", () => {
  it("holds every interval and zero", () => {
    const [low, high] = edgesOf(goal(0.02, 0.1));
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0.1);
    expect(edgesOf(goal(0, 0))).toEqual([-0.08, 0.08]);
  });
});

describe("plans", () => {
  const plan = {
    goal: { name: "bought", better: "up", outcome: { of: "orders", measure: "bought" } },
    others: [{ name: "money", better: "up", outcome: { of: "orders", measure: "net_fen" } }],
    guardrails: [],
    window_days: 14,
  };
  const begun = { plan, started_at: "2026-11-01T00:00:00Z", stopped_at: null } as unknown as Experiment;
  it("knows what is money", () => {
    expect(unitOf(begun, goal(0, 1))).toBe("share");
    expect(unitOf(begun, { ...goal(0, 1), name: "money", kind: "mean" })).toBe("fen");
    expect(unitOf(begun, { ...goal(0, 1), name: "clicks", kind: "mean" })).toBe("count");
  });
  it("are written with a row for each arm of each metric, money in yuan", () => {
    const money: Goal = { ...goal(200, 400, "up", 900), name: "money", kind: "mean" };
    const report = { goals: [goal(0.02, 0.04), money] } as unknown as Report;
    const words = {
      metric: "指标",
      arm: "组",
      units: "人数",
      average: "均值",
      difference: "差",
      low: "下限",
      high: "上限",
      p: "p",
    };
    expect(written(begun, report, words)).toEqual([
      ["指标", "组", "人数", "均值", "差", "下限", "上限", "p"],
      ["bought", "a", 10, 0.1, null, null, null, null],
      ["bought", "b", 10, 0.1, 0.03, 0.02, 0.04, 1],
      ["money", "a", 10, 9, null, null, null, null],
      ["money", "b", 10, 9, 3, 2, 4, 1],
    ]);
  });
  it("counts the days of its window, never more", () => {
    expect(daysRun(begun, Date.parse("2026-11-06T12:00:00Z"))).toEqual({ run: 5, of: 14 });
    expect(daysRun(begun, Date.parse("2027-01-01T00:00:00Z"))).toEqual({ run: 14, of: 14 });
    expect(daysRun({ ...begun, started_at: null }, 0)).toBeNull();
  });
});
