import { expect, test } from "vitest";
import { holding, named, tagged } from "./traits.api";

test("the names that the server knows are read from its sentence", () => {
  expect(named("name, phone, 车型")).toEqual(["name", "phone", "车型"]);
  expect(named("none")).toEqual([]);
  expect(named(undefined)).toEqual([]);
});

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
