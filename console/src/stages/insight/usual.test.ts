import { describe, expect, test } from "vitest";
import { standing, usualOf } from "./usual";

/** The same numbers every time: a linear congruential generator. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state + 0.5) / 2 ** 32;
  };
}

/** A count that happens by chance (Knuth's method). */
function poisson(mean: number, next: () => number): number {
  const end = Math.exp(-mean);
  let [found, product] = [0, next()];
  while (product > end) {
    product *= next();
    found += 1;
  }
  return found;
}

describe("what is usual", () => {
  test.each([2, 12, 60])("leaves out about one ordinary day in a hundred of some %d", (mean) => {
    const next = chance(mean);
    const days = Array.from({ length: 2000 }, (_, at) => poisson(at % 7 < 5 ? mean : mean * 2, next));
    const usual = usualOf(days, true);
    const judged = days.flatMap((day, at) => (usual[at] ? [standing(day, usual[at])] : [])).slice(56);
    const outside = judged.filter((one) => one !== "within").length / judged.length;
    expect(outside).toBeGreaterThan(0.001);
    expect(outside).toBeLessThan(0.02);
  });

  test("is of the same weekday", () => {
    const weeks = Array.from({ length: 63 }, (_, at) => (at % 7 === 5 ? 400 : 100));
    const usual = usualOf(weeks, true);
    expect(usual[61]).toEqual({ low: 346, middle: 400, high: 458 });
    expect(usual[62]).toEqual({ low: 74, middle: 100, high: 130 });
    expect(standing(300, usual[61] as never)).toBe("below");
    expect(standing(300, usual[62] as never)).toBe("above");
  });

  test("is not moved by one day of a campaign", () => {
    const days = Array.from({ length: 57 }, () => 50);
    const before = usualOf(days, true)[56];
    expect(usualOf(days.with(42, 5000), true)[56]).toEqual(before);
  });

  test("needs four weeks since the first figure, and is not made of days before it", () => {
    const late = [...Array<number>(30).fill(0), ...Array<number>(30).fill(20)];
    const usual = usualOf(late, true);
    expect(usual[30 + 27]).toBeNull();
    expect(usual[30 + 28]).toEqual({ low: 9, middle: 20, high: 36 });
    expect(usualOf(Array<number>(60).fill(0), true).every((one) => one === null)).toBe(true);
  });

  test("of money that hardly ever comes is not known", () => {
    const days = Array.from({ length: 60 }, (_, at) => (at % 11 ? 0 : 9900));
    expect(usualOf(days, false)[59]).toBeNull();
    expect(usualOf(days, true)[59]).not.toBeNull();
  });

  test("is never less than nothing", () => {
    const few = usualOf(Array<number>(60).fill(1), true)[59];
    expect(few?.low).toBe(0);
    expect(standing(0, few as never)).toBe("within");
  });
});
