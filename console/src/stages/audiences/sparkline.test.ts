import { expect, test } from "vitest";
import { drawn } from "./sparkline";

test("a sparkline goes from nothing at the bottom to the largest at the top", () =>
  expect(drawn([0, 10, 5], 100, 22)).toEqual({
    line: "M0.0 21.0L50.0 1.0L100.0 11.0",
    area: "M0.0 21.0L50.0 1.0L100.0 11.0L100 22L0 22Z",
  }));

test("of nobody it lies at the bottom", () => expect(drawn([0, 0], 10, 12).line).toBe("M0.0 11.0L10.0 11.0"));
