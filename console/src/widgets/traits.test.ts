import { expect, test } from "vitest";
import { named } from "./traits";

test("the names that the server knows are read from its sentence", () => {
  expect(named("name, phone, 车型")).toEqual(["name", "phone", "车型"]);
  expect(named("none")).toEqual([]);
  expect(named(undefined)).toEqual([]);
});
