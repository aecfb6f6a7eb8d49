import { expect, test } from "vitest";
import { decoded, encoded } from "./handed";

test("what is handed over comes out as it went in, in any language", () => {
  const given = { where: { name: "高价值・未复购 🐳", parts: [1, null, "a+b/c="] } };
  expect(decoded(encoded(given))).toEqual(given);
  expect(encoded(given)).toMatch(/^[\w-]+$/);
});

test("what nobody wrote is nothing", () => {
  expect(decoded("%%%")).toBeUndefined();
  expect(decoded("bm90IGpzb24")).toBeUndefined();
});
