import { describe, expect, test } from "vitest";
import { EVERY } from "./examples";
import { CHAPTERS } from "./kinds";
import type { Node } from "./nodes";
import { problems } from "./problems";
import { isNode } from "./tidy";

describe("what is missing", () => {
  test.each(EVERY.map((node) => [JSON.stringify(node), node] as const))("in %s is nothing", (_, node) =>
    expect(problems(node)).toEqual([]),
  );

  test.each<[Node, string, string]>([
    [{ kind: "did", events: [] }, "where", "events"],
    [{ kind: "all", of: [{ kind: "not", of: { kind: "tag", tag: " " } }] }, "where.of.0.of", "tag"],
    [{ kind: "all", of: [{ kind: "any", of: [] }] }, "where.of.0", "empty"],
    [{ kind: "trait", name: "city", test: { type: "text", op: "is", value: "" } }, "where", "value"],
    [{ kind: "trait", name: "", test: { type: "any" } }, "where", "name"],
    [{ kind: "orders", within: { from: "2026-11-02", to: "2026-11-01" } }, "where", "order"],
    [{ kind: "orders", test: { type: "number", op: "between", value: [5, 2] } }, "where", "order"],
    [{ kind: "bucket", salt: "a", from: 100, to: 100 }, "where", "order"],
    [{ kind: "sequence", steps: [{ events: ["Product Added"] }] }, "where", "steps"],
    [{ kind: "did", measure: "sum", property: "" }, "where", "property"],
    [{ kind: "first_channel", channels: [] }, "where", "choice"],
    [{ kind: "relation", ways: [] }, "where", "choice"],
    [{ kind: "relation", within: { from: "2026-11-02", to: "2026-11-01" } }, "where", "order"],
  ])("in %j is found at its place", (node, path, lack) => expect(problems(node)).toEqual([{ path, lack }]));

  test("is nothing in everybody, where a definition begins", () =>
    expect(problems({ kind: "all", of: [] })).toEqual([]));

  test("is that it went too deep", () => {
    const nested = (depth: number): Node =>
      depth ? { kind: "all", of: [nested(depth - 1), { kind: "known" }] } : { kind: "known" };
    expect(problems(nested(7))).toEqual([]);
    expect(problems(nested(8))).toEqual([{ path: "where", lack: "deep" }]);
  });
});

test("what can be added has names of its own and begins as something of the language", () => {
  const choices = CHAPTERS.flatMap((chapter) => chapter.choices);
  expect(new Set(choices.map((one) => one.key)).size).toBe(choices.length);
  expect(choices.every((one) => isNode(one.begin()))).toBe(true);
});
