import { expect, test } from "vitest";
import { COLUMNS, columnsIn, columnsOut, kept, read, write } from "./viewing";

test("the address names columns only when some are left out", () => {
  expect(columnsIn(undefined)).toEqual(COLUMNS);
  expect(columnsOut(COLUMNS)).toBeUndefined();
  expect(columnsOut(["tags", "state"])).toBe("state,tags");
  expect(columnsIn("state,tags,nonsense")).toEqual(["state", "tags"]);
  expect(columnsIn(columnsOut([]))).toEqual([]);
});

test("a view of the same name is replaced, and what is not a view is left out", () => {
  const one = { name: "门店", q: "", cols: "units" };
  expect(kept([one], { ...one, q: "138" })).toEqual([{ name: "门店", q: "138", cols: "units" }]);
  write([one]);
  expect(read()).toEqual([one]);
  localStorage.setItem("huoshui.people.views", '[{"name":1},null]');
  expect(read()).toEqual([]);
  localStorage.setItem("huoshui.people.views", "{broken");
  expect(read()).toEqual([]);
});
