import { describe, expect, test } from "vitest";
import { cellAt, colorsOf, leaksOf, netOf, peopleBefore, sankey, shareOf, toneOf, written } from "./flows";
import type { Flow, Stock } from "./layers.api";

const segment = { version: 1, where: { kind: "known" } };
const cell = (from: string, to: string, people: number) => ({ before: from, after: to, people, segment });
const level = (name: string, people: number) => ({ name, chinese: name, english: name, people, segment });

const FLOW = {
  rules: { layering: "aipl", version: 0, count: "platform" },
  levels: [level("L", 12), level("P", 30), level("A", 50), level("O", 8), level("none", 0)],
  cells: [
    cell("L", "L", 10),
    cell("P", "L", 2),
    cell("P", "P", 25),
    cell("P", "O", 3),
    cell("A", "P", 5),
    cell("A", "A", 50),
    cell("O", "O", 5),
    cell("none", "none", 9),
  ],
} as unknown as Flow;

describe("a flow", () => {
  test("counts who went up, who fell, who stayed", () =>
    expect(netOf(FLOW)).toEqual({ came: 0, up: 7, down: 3, same: 99 }));

  test("loses most where most fell", () =>
    expect(leaksOf(FLOW).map((one) => [one.before, one.after, one.people])).toEqual([["P", "O", 3]]));

  test("of a life-cycle is no ladder: from new to active nobody is lost", () => {
    const life = {
      rules: { layering: "life_cycle", version: 0, count: "platform" },
      levels: ["new", "recalled", "active", "dormant", "churned", "none"].map((name) => level(name, 0)),
      cells: [
        cell("new", "active", 5),
        cell("active", "dormant", 2),
        cell("dormant", "recalled", 1),
        cell("none", "new", 4),
      ],
    } as unknown as Flow;
    expect(netOf(life)).toEqual({ came: 4, up: 1, down: 2, same: 5 });
    expect(leaksOf(life).map((one) => one.after)).toEqual(["dormant"]);
  });

  test("knows how many there were before", () => {
    expect(peopleBefore(FLOW, "P")).toBe(30);
    expect(peopleBefore(FLOW, "I2")).toBe(0);
  });

  test("tells the share and the direction of a cell", () => {
    const fell = cellAt(FLOW, "P", "O");
    expect(fell && shareOf(FLOW, fell)).toBe(0.1);
    expect(fell && toneOf(FLOW, fell)).toBe("down");
    expect(toneOf(FLOW, cell("P", "L", 2))).toBe("up");
    expect(toneOf(FLOW, cell("A", "A", 50))).toBe("same");
    expect(cellAt(FLOW, "L", "A")).toBeUndefined();
  });

  test("is drawn from left to right without who stayed outside", () => {
    const [series] = sankey(FLOW, (name) => name, "zh").series as { data: { name: string }[]; links: unknown[] }[];
    expect(series?.links).toHaveLength(7);
    expect(series?.data.map((one) => one.name)).toEqual(["0L", "1L", "0P", "1P", "0A", "1A", "0O", "1O"]);
  });
});

test("AIPL has its own colors, who is outside none", () => {
  expect(colorsOf("aipl", ["L", "none"])).toEqual({ L: "var(--aipl-l)", none: "var(--aside)" });
  expect(colorsOf("tier", ["devoted", "fond", "none"])).toEqual({
    devoted: "var(--aipl-p)",
    fond: "var(--aipl-i)",
    none: "var(--aside)",
  });
});

test("a spreadsheet tells of each level who is there, who was, and where those went", () => {
  const stock = { levels: [level("L", 12), level("P", 30)] } as unknown as Stock;
  const heads = { level: "层级", now: "现在", before: "以前", to: (name: string) => `→ ${name}` };
  const rows = written(stock, FLOW, (name) => name, heads);
  expect(rows[0]).toEqual(["层级", "现在", "以前", "→ L", "→ P", "→ A", "→ O", "→ none"]);
  expect(rows[1]).toEqual(["L", 12, 10, 10, 0, 0, 0, 0]);
  expect(rows[2]).toEqual(["P", 30, 30, 2, 25, 0, 3, 0]);
  expect(rows).toHaveLength(6);
});
