import { describe, expect, test } from "vitest";
import type { Node } from "./nodes";
import {
  added,
  at,
  deep,
  doubled,
  EMPTY,
  lean,
  moved,
  negated,
  peeled,
  removed,
  replaced,
  rooted,
  written,
} from "./tree";

const bought: Node = { kind: "orders" };
const known: Node = { kind: "known" };
const tree: Node = { kind: "all", of: [bought, { kind: "not", of: { kind: "any", of: [known, bought] } }] };

describe("a tree", () => {
  test("names its nodes as the server does", () => {
    expect(written([])).toBe("where");
    expect(written([1, "of", 0])).toBe("where.of.1.of.of.0");
  });

  test("is changed at a path, and nowhere else", () => {
    const changed = replaced(tree, [1, "of", 0], () => ({ kind: "reachable" }));
    expect(at(changed, [1, "of", 0])).toEqual({ kind: "reachable" });
    expect(at(changed, [0])).toBe(bought);
    expect(at(tree, [1, "of", 0])).toBe(known);
  });

  test("is left alone where there is no such path", () => {
    expect(replaced(tree, [7, "of"], () => known)).toEqual(tree);
    expect(at(tree, [0, "of"])).toBeUndefined();
  });

  test("takes a not away with what was in it, and keeps an emptied group", () => {
    expect(removed(tree, [1, "of"])).toEqual({ kind: "all", of: [bought] });
    expect(removed({ kind: "all", of: [known] }, [0])).toEqual(EMPTY);
    expect(removed(known, [])).toEqual(EMPTY);
  });

  test("takes one more, twice the same, and another order", () => {
    expect(added(tree, [1, "of"], bought)).toMatchObject({ of: [bought, { of: { of: [known, bought, bought] } }] });
    expect(doubled(tree, [0])).toMatchObject({ of: [bought, bought, { kind: "not" }] });
    expect(moved(tree, [0], 1)).toMatchObject({ of: [{ kind: "not" }, bought] });
    expect(moved(tree, [0], -1)).toEqual(tree);
  });

  test("says the opposite, and the opposite of that is itself", () => {
    expect(negated(negated(known))).toBe(known);
    expect(peeled({ kind: "not", of: known }, [3])).toEqual({ not: true, inner: known, inside: [3, "of"] });
    const twice: Node = { kind: "not", of: { kind: "not", of: known } };
    expect(peeled(twice, [])).toEqual({ not: false, inner: twice, inside: [] });
  });

  test("is shown as a group and sent without one that says nothing", () => {
    expect(rooted(known)).toEqual({ kind: "all", of: [known] });
    expect(lean(rooted(known))).toBe(known);
    expect(lean(tree)).toBe(tree);
  });

  test("knows how deep it is", () => {
    expect(deep(known)).toBe(1);
    expect(deep(tree)).toBe(4);
  });
});
