import { expect, test } from "vitest";
import type { Table } from "./layers.api";
import { rowsOf, valuesOf } from "./tables";

const cell = (at: string[], people: number) => ({ at, people, segment: null });
const TABLE = {
  dimensions: [
    { name: "channel", chinese: "", values: { douyin: "抖音", none: "无" }, several: false },
    { name: "code", chinese: "", values: { none: "没有" }, several: true },
  ],
  cells: [cell(["none", "c1"], 3), cell(["douyin", "c1"], 5), cell(["douyin", "none"], 2), cell(["douyin", "c2"], 1)],
} as unknown as Table;

test("a table is read by rows, the largest first", () => {
  const [first, second] = rowsOf(TABLE);
  expect(first).toMatchObject({ value: "douyin", people: 8 });
  expect(first?.cells.c1?.people).toBe(5);
  expect(second).toMatchObject({ value: "none", people: 3 });
});

test("of three dimensions one value of the third is shown", () => {
  const three = { ...TABLE, cells: [cell(["a", "b", "x"], 1), cell(["a", "b", "y"], 9)] } as Table;
  expect(rowsOf(three, "y")).toMatchObject([{ value: "a", people: 9 }]);
});

test("values come in the server's order, found ones after them", () => {
  expect(valuesOf(TABLE, 0)).toEqual(["douyin", "none"]);
  expect(valuesOf(TABLE, 1)).toEqual(["none", "c1", "c2"]);
});
