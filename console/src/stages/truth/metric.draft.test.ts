import { describe, expect, it } from "vitest";
import { drafted, EMPTY } from "./metric.draft";

const WHOLE = {
  ...EMPTY,
  chinese: " 到店率 ",
  name: "visit_rate",
  formula: "到店 ÷ 买家",
  aboveEvents: ["Store Visited"],
};

describe("drafted", () => {
  it("writes people who did something in the period asked about, over buyers", () => {
    const metric = drafted({ ...WHOLE, below: "orders_buyers", unit: "share" });
    expect(metric?.chinese).toBe("到店率");
    expect(metric?.numerator).toEqual({
      of: "people",
      where: { kind: "did", events: ["Store Visited"], within: "$period" },
    });
    expect(metric?.denominator).toEqual({ of: "orders", measure: "buyers" });
  });
  it("is nothing while a name, the formula or the events are missing", () => {
    expect(drafted({ ...WHOLE, name: "Visit Rate" })).toBeNull();
    expect(drafted({ ...WHOLE, chinese: " " })).toBeNull();
    expect(drafted({ ...WHOLE, formula: "" })).toBeNull();
    expect(drafted({ ...WHOLE, aboveEvents: [] })).toBeNull();
    expect(drafted({ ...WHOLE, below: "times" })).toBeNull();
  });
});
