import { describe, expect, it } from "vitest";
import { type Draft, drafted, draftOf, EMPTY } from "./metric.draft";
import type { Metric } from "./metrics";

const WHOLE: Draft = {
  ...EMPTY,
  chinese: " 到店率 ",
  name: "visit_rate",
  formula: "到店 ÷ 买家",
  above: { kind: "did", events: ["Store Visited"], kept: null },
};
const BUYERS = { kind: "orders_buyers", events: [], kept: null } as const;

describe("drafted", () => {
  it("writes people who did something in the period asked about, over buyers", () => {
    const metric = drafted({ ...WHOLE, below: { ...BUYERS, events: [] }, unit: "share" });
    expect(metric?.chinese).toBe("到店率");
    expect(metric?.numerator).toEqual({
      of: "people",
      where: { kind: "did", events: ["Store Visited"], within: "$period" },
    });
    expect(metric?.denominator).toEqual({ of: "orders", measure: "buyers" });
    expect(metric?.english).toBeNull();
  });
  it("is nothing while a name, the formula or the events are missing", () => {
    expect(drafted({ ...WHOLE, name: "Visit Rate" })).toBeNull();
    expect(drafted({ ...WHOLE, chinese: " " })).toBeNull();
    expect(drafted({ ...WHOLE, formula: "" })).toBeNull();
    expect(drafted({ ...WHOLE, above: { ...WHOLE.above, events: [] } })).toBeNull();
    expect(drafted({ ...WHOLE, below: { kind: "times", events: [], kept: null } })).toBeNull();
  });
});

describe("draftOf", () => {
  const plain = drafted({ ...WHOLE, formulaEnglish: "visitors over buyers", window: "时段内", note: "试" }) as Metric;
  it("opens what the form can say, and writes the same again", () => {
    expect(draftOf(plain).above).toEqual({ kind: "did", events: ["Store Visited"], kept: null });
    expect(drafted(draftOf(plain))).toEqual(plain);
  });
  it("keeps what the form cannot say: other conditions, what is subtracted, the platform's figure", () => {
    const where = { kind: "all", of: [{ kind: "known" }, { kind: "did", within: "$period" }] };
    const metric: Metric = {
      ...plain,
      numerator: { of: "people", where },
      minus: { of: "times", events: ["Group Left"] },
      official: { name: "x", source: "y", difference: "z" },
    };
    expect(draftOf(metric).above.kind).toBe("kept");
    expect(drafted(draftOf(metric))).toEqual(metric);
  });
});
