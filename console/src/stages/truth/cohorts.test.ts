import { describe, expect, it } from "vitest";
import { bestAt, type Cohort, depthOf, spokenOf, type Worth, worthAt } from "./cohorts";

function cohort(key: string, ...means: [people: number, mean: number | null][]): Cohort {
  const worth = means.map(([people, mean_fen], place) => ({
    days: [30, 60, 90][place] ?? 0,
    people,
    total_fen: people * (mean_fen ?? 0),
    mean_fen,
    low_fen: null,
    high_fen: null,
    buyers: people,
    again: 0,
    cells: {},
  }));
  return { key, label: key, people: 100, net_fen: 0, worth, cell: { what: "people", series: 0 } };
}

const COHORTS = [
  cohort("a", [90, 500], [60, 900], [10, 9000]),
  cohort("b", [80, 700], [40, 800], [35, 1000]),
  cohort("c", [9, 99_999], [0, null], [0, null]),
];

describe("what is said of cohorts", () => {
  it("speaks of the longest horizon at which two have enough people", () => {
    expect(spokenOf(COHORTS, [30, 60, 90])).toBe(60);
    expect(spokenOf([COHORTS[1] as Cohort], [30, 60, 90])).toBe(30);
    expect(spokenOf([COHORTS[2] as Cohort], [30, 60, 90])).toBeNull();
  });
  it("never names a cohort of a few as the best", () => {
    expect(bestAt(COHORTS, 30)?.cohort.key).toBe("b");
    expect(bestAt(COHORTS, 60)?.cohort.key).toBe("a");
    expect(bestAt([COHORTS[2] as Cohort], 30)).toBeNull();
  });
  it("colors by the largest mean that enough people stand behind, and never beyond", () => {
    expect(depthOf(worthAt(COHORTS[0] as Cohort, 30) as Worth, COHORTS)).toBe(0.5);
    expect(depthOf(worthAt(COHORTS[2] as Cohort, 30) as Worth, COHORTS)).toBe(1);
    expect(depthOf(worthAt(COHORTS[2] as Cohort, 60) as Worth, COHORTS)).toBe(0);
  });
});
