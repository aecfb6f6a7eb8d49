import { describe, expect, it } from "vitest";
import {
  begun,
  draftOf,
  evened,
  lackOf,
  left,
  nameOf,
  OUTCOMES,
  type Outcome,
  planOf,
  unitOfOutcome,
} from "./experiments.draft";

const called = (outcome: Outcome): string => nameOf(outcome);
const WHOLE = { ...begun("对照", "短信"), name: " 会员日 " };
const VISITS: Outcome = { of: "events", events: ["Store Visited"], measure: "count" };

describe("a draft", () => {
  it("becomes a plan whose shares are hundredths of a percent", () => {
    const plan = planOf(WHOLE, called, 4200.4);
    expect(plan).toMatchObject({ name: "会员日", planned_units: 4200, held_out: null, people: null });
    expect(plan.arms).toEqual([
      { name: "对照", share: 5000 },
      { name: "短信", share: 5000 },
    ]);
    expect([plan.goal.name, plan.guardrails[0]?.name, plan.guardrails[0]?.better]).toEqual([
      "bought",
      "deleted",
      "down",
    ]);
  });
  it("comes out of a plan as it went in, with what the form does not show", () => {
    const plan = {
      ...planOf(WHOLE, called, 5000),
      people: { version: 1 as const, where: { kind: "known" as const } },
      others: [{ name: "到店", outcome: VISITS, better: "up" as const }],
      held_out: { by: "campaign" as const, value: "双十一" },
      before_days: 7,
      alpha: 0.01,
      exposed: true,
    };
    expect(planOf(draftOf(plan), called, plan.planned_units)).toEqual(plan);
  });
  it("says what it lacks", () => {
    expect(lackOf(WHOLE, called)).toBeNull();
    expect(lackOf({ ...WHOLE, name: " " }, called)).toBe("name");
    expect(
      lackOf(
        {
          ...WHOLE,
          arms: [
            { name: "a", share: 50 },
            { name: "a ", share: 50 },
          ],
        },
        called,
      ),
    ).toBe("arms");
    expect(
      lackOf(
        {
          ...WHOLE,
          arms: [
            { name: "a", share: 60 },
            { name: "b", share: 50 },
          ],
        },
        called,
      ),
    ).toBe("shares");
    expect(lackOf({ ...WHOLE, others: [{ name: "", outcome: { ...VISITS, events: [] }, better: "up" }] }, called)).toBe(
      "events",
    );
    expect(lackOf({ ...WHOLE, others: [{ name: "bought", outcome: VISITS, better: "up" }] }, called)).toBe("metrics");
    expect(lackOf({ ...WHOLE, held: { by: "code", value: "" } }, called)).toBe("held");
  });
});

it("evens treatments out beside the control and leaves nobody counted twice", () => {
  const arms = evened(["对照", "a", "b", "c"].map((name) => ({ name, share: 10 })));
  expect(arms.map((arm) => arm.share)).toEqual([10, 30, 30, 30]);
  const three = evened(["对照", "a", "b", "c"].map((name) => ({ name, share: 20 })));
  expect(left({ ...WHOLE, arms: three })).toBeCloseTo(0.02);
});

it("knows the outcomes that have names, and the unit of each", () => {
  for (const [name, outcome] of Object.entries(OUTCOMES)) expect(nameOf(outcome)).toBe(name);
  expect(nameOf(VISITS)).toBe("own");
  expect([OUTCOMES.net_fen, OUTCOMES.added, VISITS].map(unitOfOutcome)).toEqual(["fen", "share", "count"]);
});
