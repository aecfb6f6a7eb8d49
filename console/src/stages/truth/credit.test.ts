import { describe, expect, it } from "vitest";
import { given, type Line, largest, MODELS, mostMoved, rank } from "./credit";

function line(value: string, first: number, last: number): Line {
  const credit = (conversions: number) => ({
    conversions,
    low: null,
    high: null,
    value_fen: conversions * 100,
    value_fen_per_person: null,
  });
  return {
    value,
    chinese: value,
    people: 10,
    touches: 20,
    credit: Object.fromEntries(MODELS.map((model) => [model, credit(model === "last" ? last : first)])),
    removal: { effect: 0, low: null, high: null },
    caused: null,
    cell: null,
  };
}

describe("mostMoved", () => {
  it("compares shares, not counts, and finds who gains or loses most", () => {
    const lines = [line("a", 60, 20), line("b", 30, 25), line("c", 10, 5)];
    const moved = mostMoved(lines, "first", "last");
    expect(moved?.line.value).toBe("b");
    expect(moved?.fromShare).toBeCloseTo(0.3);
    expect(moved?.toShare).toBeCloseTo(0.5);
  });
  it("says nothing where nothing was credited", () => {
    expect(mostMoved([], "first", "last")).toBeNull();
    expect(mostMoved([line("a", 0, 3)], "first", "last")).toBeNull();
  });
});

describe("rank and largest", () => {
  const lines = [line("a", 5, 1), line("b", 5, 9)];
  it("gives equals one rank", () => {
    expect(lines.map((one) => rank(lines, one, "first", "conversions"))).toEqual([1, 1]);
    expect(lines.map((one) => rank(lines, one, "last", "conversions"))).toEqual([2, 1]);
  });
  it("takes money in fen, and what is not known as nothing", () => {
    expect(largest(lines, ["last"], "value_fen")).toBe(900);
    expect(given(lines[0] as Line, "last", "value_fen_per_person")).toBeNull();
    expect(largest([], ["first"], "conversions")).toBe(0);
  });
});
