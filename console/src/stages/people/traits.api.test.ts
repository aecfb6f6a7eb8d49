import { expect, test } from "vitest";
import { holding, tagged } from "./traits.api";

test("who holds a trait is asked among those we know", () => {
  expect(holding("city")).toEqual({
    version: 1,
    where: {
      kind: "all",
      of: [{ kind: "known" }, { kind: "trait", name: "city", test: { type: "any", op: "exists" } }],
    },
  });
  expect(tagged("大客户")).toEqual({ version: 1, where: { kind: "tag", tag: "大客户" } });
});
