import { describe, expect, it } from "vitest";
import { encoded } from "@/lib/handed";
import { EXAMPLES, firstOf } from "./examples";
import { type Ask, askIn, filtersOf, isAsk, KINDS, problemOf, tidied } from "./question";

const FUNNEL = firstOf("funnel") as Ask<"funnel">;

describe("a question in the address", () => {
  it("comes back as it went in, for every example", () => {
    for (const kind of KINDS)
      for (const { ask } of EXAMPLES[kind]) {
        expect(ask.kind).toBe(kind);
        expect(askIn(encoded(tidied(ask)), kind)).toEqual(ask);
      }
  });
  it("is nothing when it is of another kind, or not a question", () => {
    expect(askIn(encoded(FUNNEL), "trends")).toBeUndefined();
    expect(askIn(encoded({ kind: "funnel", period: { last_days: 7 } }), "funnel")).toBeUndefined();
    expect(askIn("%%%", "funnel")).toBeUndefined();
    expect(askIn(undefined, "funnel")).toBeUndefined();
  });
  it("is none of the kinds that other pages ask", () => {
    expect(isAsk({ kind: "attribution", period: { last_days: 7 } })).toBe(false);
    expect(isAsk(null)).toBe(false);
  });
});

describe("tidied", () => {
  it("leaves out what is not said, and keeps zero and false", () => {
    const given = { a: null, b: [], c: { d: undefined, e: 0 }, f: false, g: [{ h: null, i: "" }] };
    expect(tidied(given)).toEqual({ c: { e: 0 }, f: false, g: [{ i: "" }] });
  });
});

describe("problemOf", () => {
  it("finds none in any example", () => {
    for (const kind of KINDS) for (const { ask } of EXAMPLES[kind]) expect(problemOf(ask)).toBeUndefined();
  });
  it("finds filters without a value, wherever they are", () => {
    const where = [{ property: "total", test: { type: "number", op: ">", value: undefined } }];
    expect(problemOf({ ...FUNNEL, exclusions: [{ events: ["X"], where }] })).toBe("value");
    expect(
      problemOf({ ...FUNNEL, exclusions: [{ where: [{ property: "x", test: { type: "any", op: "exists" } }] }] }),
    ).toBe(undefined);
  });
  it("finds sums of nothing and groups by nothing", () => {
    const trends = firstOf("trends") as Ask<"trends">;
    expect(problemOf({ ...trends, series: [{ events: ["X"], measure: "sum" }] })).toBe("property");
    expect(problemOf({ ...FUNNEL, breakdown: { by: "trait", trait: "" } })).toBe("trait");
    expect(problemOf({ ...FUNNEL, breakdown: { by: "segments", segments: [] } })).toBe("segments");
    expect(problemOf({ ...(firstOf("retention") as Ask<"retention">), mode: "bracket" })).toBe("brackets");
  });
});

describe("filtersOf", () => {
  it("lists steps and exclusions of a funnel, start and back of retention", () => {
    expect(filtersOf({ ...FUNNEL, exclusions: [{ events: ["Order Cancelled"] }] })).toHaveLength(4);
    expect(filtersOf(firstOf("retention"))).toHaveLength(2);
    expect(filtersOf(firstOf("life_cycle"))).toHaveLength(0);
  });
});
