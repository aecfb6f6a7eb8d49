import { expect, test } from "vitest";
import type { Table } from "./layers.api";
import { closeness, rowsOf, valuesOf, written } from "./tables";

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

test("a spreadsheet has a row for each value with its sum, and a column for each of the other dimension", () => {
  const name = (place: number, value: string): string => `${place}:${value}`;
  expect(written(TABLE, name, { row: "渠道", total: "合计" })).toEqual([
    ["渠道", "合计", "1:none", "1:c1", "1:c2"],
    ["0:douyin", 8, 2, 5, 1],
    ["0:none", 3, 0, 3, 0],
  ]);
});

test("of one dimension a spreadsheet has the sums alone", () => {
  const one = { dimensions: TABLE.dimensions.slice(0, 1), cells: [cell(["douyin"], 4)] } as Table;
  expect(written(one, (_, value) => value, { row: "渠道", total: "合计" })).toEqual([
    ["渠道", "合计"],
    ["douyin", 4],
  ]);
});

test("closeness is written with shares of those who have a score", () => {
  const words = {
    measure: "m",
    value: "v",
    people: "p",
    share: "s",
    trust: { title: "T", distribution: "I" },
    bin: (from: number, to: number) => `${from}-${to}`,
  };
  const rows = closeness({ stages: { stranger: 3, acquaintance: 1 }, bins: [4, 0] }, words, "en");
  expect(rows[0]).toEqual(["m", "v", "p", "s"]);
  const stages = rows.filter(([measure]) => measure === "T");
  expect(stages.map(([, , people]) => people).reduce((sum, one) => Number(sum) + Number(one), 0)).toBe(4);
  expect(stages.map(([, , , share]) => share)).toContain(0.75);
  expect(rows.slice(-2)).toEqual([
    ["I", "0-10", 4, 1],
    ["I", "10-20", 0, 0],
  ]);
});
