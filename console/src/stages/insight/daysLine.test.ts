import { expect, test } from "vitest";
import { drawnOver } from "./daysLine";

const usual = (low: number, high: number) => ({ low, middle: (low + high) / 2, high });

test("the largest of figures and bands is the top, nothing the bottom", () => {
  const { line, points } = drawnOver([0, 5], [null, usual(2, 10)], 20, 24);
  expect(points).toEqual([
    { x: 5, y: 22 },
    { x: 15, y: 12 },
  ]);
  expect(line).toBe("M5 22L15 12");
});

test("a day of which nothing is usual leaves a gap in the band", () => {
  const { band } = drawnOver([1, 1, 1, 1], [usual(0, 10), usual(0, 10), null, usual(0, 10)], 40, 24);
  expect(band).toBe("M5 2L15 2L15 22L5 22ZM35 2L35 22Z");
});
