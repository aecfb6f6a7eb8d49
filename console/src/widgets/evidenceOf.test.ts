import { expect, test } from "vitest";
import { evidenceOf } from "./evidenceOf";

test("an event is told from a decision", () => {
  expect(evidenceOf("event:9/r7-0-195e/x")).toEqual({ source: 9, message: "r7-0-195e/x" });
  expect(evidenceOf("staff:3")).toBeNull();
  expect(evidenceOf("local")).toBeNull();
});
