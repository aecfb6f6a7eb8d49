import { expect, it } from "vitest";
import { numbersIn, replaced } from "./lists";

it("numbersIn reads what people type, with any comma", () => {
  expect(numbersIn("7，1, 3、3  x 14")).toEqual([1, 3, 7, 14]);
  expect(numbersIn("")).toEqual([]);
  expect(numbersIn("0.5,-1")).toEqual([-1, 0.5]);
});

it("replaced changes one, or takes it out", () => {
  expect(replaced(["a", "b"], 1, "c")).toEqual(["a", "c"]);
  expect(replaced(["a", "b"], 0)).toEqual(["b"]);
});
