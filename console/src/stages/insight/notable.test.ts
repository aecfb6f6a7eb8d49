import { expect, test } from "vitest";
import type { Funnel } from "./insight.api";
import { notable } from "./notable";

const funnel = (came: number, bought = 0): Funnel =>
  ({ came, known: 100, reachable: 50, bought, again: 0 }) as unknown as Funnel;

test("few people never make a headline, however large the share", () => {
  expect(notable(funnel(29, 1), funnel(18, 0))).toEqual([]);
});

test("many people do, when they moved beyond chance and by a fifth at least", () => {
  expect(notable(funnel(650), funnel(1000))).toEqual([{ step: "came", up: false, share: 0.35 }]);
  expect(notable(funnel(10_500), funnel(10_000))).toEqual([]);
});

test("the furthest stands first", () => {
  const found = notable(funnel(1500, 400), funnel(1000, 100));
  expect(found.map((one) => [one.step, one.up])).toEqual([
    ["bought", true],
    ["came", true],
  ]);
});
