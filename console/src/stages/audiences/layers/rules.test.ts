import { describe, expect, it } from "vitest";
import type { Node } from "../language/nodes";
import {
  changesOf,
  closed,
  faultsIn,
  grown,
  type Level,
  opened,
  pointed,
  type Rules,
  sameRules,
  shifted,
  unready,
} from "./rules";

const BOUGHT: Node = { kind: "orders" };
const SEEN: Node = { kind: "did", roles: ["A"] };

function level(name: string, where: Node, more: Partial<Level> = {}): Level {
  const line = { label: "一条", where, standing: false };
  return { name, chinese: name, english: name, meaning: "", part_of: null, silent: false, lines: [line], ...more };
}

const RULES: Rules = { version: 1, note: "", awake: null, levels: [level("new", SEEN), level("old", BOUGHT)] };

describe("rules", () => {
  it("are the same whether a condition stands alone or in a group of one", () => {
    const grouped = { ...RULES, levels: [level("new", { kind: "all", of: [SEEN] }), level("old", BOUGHT)] };
    expect(sameRules(RULES, grouped)).toBe(true);
    expect(closed(grouped).levels[0]?.lines[0]?.where).toEqual(SEEN);
  });
  it("lose the server's nulls and defaults when they are opened", () => {
    const raw = { ...RULES, levels: [level("old", { ...BOUGHT, measure: "count", within: null } as unknown as Node)] };
    expect(opened(raw).levels[0]?.lines[0]?.where).toEqual(BOUGHT);
  });
  it("grow on top by a level whose code is free", () => {
    const more = grown({ ...RULES, levels: [level("level_3", SEEN), level("b", BOUGHT)] });
    expect(more.levels.map((one) => one.name)).toEqual(["level_3", "b", "level_4"]);
    expect(unready("life_cycle", more)).toEqual({ level: 2, why: "words" });
  });
});

describe("faultsIn", () => {
  it("knows which conditions a stage of a past day cannot be told by", () => {
    expect([...faultsIn("aipl", { kind: "known" }).values()]).toEqual(["today"]);
    expect(faultsIn("tier", { kind: "known" }).size).toBe(0);
    expect([...faultsIn("tier", { kind: "as_of", ago: "7d", of: { kind: "known" } })]).toEqual([["where.of", "today"]]);
  });
  it("lets a layering ask only for those before it, and none for a segment", () => {
    expect(faultsIn("tier", { kind: "aipl", stages: ["P"] }).size).toBe(0);
    expect([...faultsIn("life_cycle", { kind: "tier", tiers: ["fond"] }).values()]).toEqual(["later"]);
    expect([...faultsIn("aipl", { kind: "aipl", stages: ["P"] }).values()]).toEqual(["later"]);
    expect([...faultsIn("tier", { kind: "segment", name: "x" }).values()]).toEqual(["segments"]);
  });
  it("wants a condition in every line", () => {
    expect([...faultsIn("tier", { kind: "all", of: [] })]).toEqual([["where", "empty"]]);
  });
});

describe("unready", () => {
  const with_ = (change: Partial<Level>): Rules => ({
    ...RULES,
    levels: [level("new", SEEN), level("old", BOUGHT, change)],
  });
  it("tells what a level lacks", () => {
    expect(unready("life_cycle", RULES)).toBeNull();
    expect(unready("life_cycle", with_({ name: "1st" }))?.why).toBe("name");
    expect(unready("life_cycle", with_({ name: "none" }))?.why).toBe("name");
    expect(unready("life_cycle", with_({ name: "new" }))?.level).toBe(0);
    expect(unready("life_cycle", with_({ english: " " }))?.why).toBe("words");
    expect(unready("life_cycle", with_({ lines: [] }))?.why).toBe("lines");
    expect(unready("life_cycle", with_({ lines: [], silent: true }))).toBeNull();
    expect(unready("life_cycle", with_({ lines: [{ label: "", where: SEEN, standing: false }] }))?.why).toBe("label");
    expect(unready("aipl", with_({ lines: [{ label: "x", where: { kind: "known" }, standing: false }] }))?.why).toBe(
      "condition",
    );
  });
});

it("shifts within a list and no further", () => {
  expect(shifted(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(shifted(["a", "b"], 1, 1)).toEqual(["a", "b"]);
});

it("says which levels came, went and changed", () => {
  const [young, old] = RULES.levels as [Level, Level];
  const renamed = { ...old, chinese: "老客" };
  expect(changesOf(RULES, { ...RULES, levels: [young, renamed] })).toMatchObject([
    { kind: "changed", level: { chinese: "老客" } },
  ]);
  expect(changesOf(RULES, { ...RULES, levels: [old] })).toMatchObject([{ kind: "removed", level: { chinese: "new" } }]);
  expect(changesOf(RULES, { ...RULES, levels: [old, young] })).toEqual([{ kind: "order" }]);
  expect(changesOf(RULES, grown(RULES))).toMatchObject([{ kind: "added" }]);
  expect(changesOf(RULES, { ...RULES, awake: SEEN })).toEqual([{ kind: "awake" }]);
});

it("finds the level and the line that a refusal points at", () => {
  expect(pointed("levels.2.lines.1.where.of.0")).toEqual({ level: 2, line: 1, where: "where.of.0" });
  expect(pointed("levels.4.lines")).toEqual({ level: 4 });
  expect(pointed("awake")).toEqual({});
});
