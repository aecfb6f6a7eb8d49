import { expect, test } from "vitest";
import { added, daysOf, spanOf, weekdayOf } from "./days";

test("A week is from Monday to Monday, on whichever of its days one stands", () => {
  for (const date of ["2026-11-16", "2026-11-20", "2026-11-22"])
    expect(spanOf(date, "week")).toEqual(["2026-11-16", "2026-11-23"]);
});

test("A month is shown in whole weeks, over the end of a year too", () => {
  expect(spanOf("2026-11-20", "month")).toEqual(["2026-10-26", "2026-12-07"]);
  expect(spanOf("2026-12-31", "month")).toEqual(["2026-11-30", "2027-01-04"]);
  expect(daysOf(...spanOf("2026-02-01", "month")).length % 7).toBe(0);
});

test("Every day between is there once, and Sunday ends a week", () => {
  expect(daysOf("2026-02-27", "2026-03-02")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  expect(weekdayOf("2026-11-22")).toBe(7);
  expect(added("2026-03-01", -1)).toBe("2026-02-28");
});
