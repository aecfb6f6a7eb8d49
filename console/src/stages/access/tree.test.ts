import { expect, test } from "vitest";
import type { Unit } from "./access.api";
import { below, parentsFor, treeOf } from "./tree";

const unit = (code: string, kind: Unit["kind"], parent: string | null): Unit => ({
  id: 1,
  code,
  name: code,
  kind,
  parent,
});
const UNITS = [
  unit("HQ", "headquarters", null),
  unit("R1", "region", "HQ"),
  unit("D1", "dealer", "R1"),
  unit("S1", "store", "D1"),
  unit("D2", "dealer", "HQ"),
];

test("units hang below their parents", () => {
  const [top] = treeOf(UNITS);
  expect(top?.children.map((one) => one.unit.code)).toEqual(["R1", "D2"]);
  expect(top?.children[0]?.children[0]?.children[0]?.unit.code).toBe("S1");
});

test("who sees only a part has that part on top", () => {
  expect(treeOf(UNITS.slice(2, 4)).map((one) => one.unit.code)).toEqual(["D1"]);
});

test("levels go down, and nothing hangs below itself", () => {
  expect(below("dealer")).toEqual(["store"]);
  expect(below("store")).toEqual([]);
  const [, , d1, s1] = UNITS as [Unit, Unit, Unit, Unit];
  expect(parentsFor(d1, UNITS).map((one) => one.code)).toEqual(["HQ", "R1"]);
  expect(parentsFor(s1, UNITS).map((one) => one.code)).toEqual(["HQ", "R1", "D1", "D2"]);
});
