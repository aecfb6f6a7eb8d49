import { describe, expect, it } from "vitest";
import { daysOf, spanBefore } from "./Span";

describe("spanBefore", () => {
  it("is as long, and ends where the last days begin", () => {
    expect(spanBefore({ last_days: 7 }, "2026-11-22")).toEqual({ from: "2026-11-09", to: "2026-11-16" });
  });
  it("is as long, and ends where chosen days begin", () => {
    const chosen = { from: "2026-10-01", to: "2026-11-01" };
    expect(daysOf(chosen)).toBe(31);
    expect(spanBefore(chosen)).toEqual({ from: "2026-08-31", to: "2026-10-01" });
  });
});
