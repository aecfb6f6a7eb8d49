import { describe, expect, test } from "vitest";
import { EVERY } from "./examples";
import { isDefinition, same, tidied, tidy } from "./tidy";

/** As the server writes a definition back: every field, nulls for what was not said, the defaults filled in. */
const FILLED = {
  version: 1,
  where: {
    kind: "all",
    of: [
      {
        events: ["Product Viewed"],
        roles: null,
        calls: null,
        channels: null,
        where: [],
        at: null,
        weekdays: null,
        kind: "did",
        within: { last: "30d", until: null },
        measure: "count",
        property: null,
        test: { type: "number", op: ">=", value: 3.0 },
      },
      {
        state: "bought",
        within: null,
        channels: null,
        online: null,
        stores: null,
        skus: null,
        products: null,
        item_name: null,
        kind: "orders",
        measure: "count",
        test: { type: "number", op: ">=", value: 1.0 },
      },
      { kind: "aipl", stages: ["P"], count: "platform" },
      { kind: "bucket", salt: "x", from: 0, to: 100 },
      { kind: "consent", purpose: "marketing", channel: "all" },
    ],
  },
};

describe("a definition", () => {
  test("comes from the server as it would be written by hand", () =>
    expect(tidy(FILLED)).toEqual({
      version: 1,
      where: {
        kind: "all",
        of: [
          {
            kind: "did",
            events: ["Product Viewed"],
            within: { last: "30d" },
            test: { type: "number", op: ">=", value: 3 },
          },
          { kind: "orders" },
          { kind: "aipl", stages: ["P"] },
          { kind: "bucket", salt: "x", to: 100 },
          { kind: "consent", purpose: "marketing" },
        ],
      },
    }));

  test.each(EVERY.map((node) => [JSON.stringify(node), node] as const))("keeps all that %s says", (_, node) => {
    expect(tidied(node)).toEqual(node);
    expect(tidied(tidied(node))).toEqual(tidied(node));
    expect(isDefinition({ version: 1, where: node })).toBe(true);
  });

  test("keeps a test of one where it is no default", () => {
    const trait = { kind: "trait", name: "points", test: { type: "number", op: ">=", value: 1 } };
    expect(tidied(trait)).toEqual(trait);
  });

  test("is the same whatever the order of its fields", () => {
    expect(same({ kind: "tag", tag: "VIP", within: null }, { tag: "VIP", kind: "tag" })).toBe(true);
    expect(same({ kind: "tag", tag: "VIP" }, { kind: "tag", tag: "vip" })).toBe(false);
  });

  test.each([[null], ["x"], [{ version: 2, where: { kind: "known" } }], [{ version: 1, where: { kind: "luck" } }]])(
    "%j is none",
    (given) => expect(isDefinition(given)).toBe(false),
  );

  test("with something unknown deep inside is none", () =>
    expect(isDefinition({ version: 1, where: { kind: "not", of: { kind: "all", of: [{}] } } })).toBe(false));
});
