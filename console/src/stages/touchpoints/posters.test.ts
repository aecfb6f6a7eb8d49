import { expect, test } from "vitest";
import { boxOf, faced, placed, said, stepOf } from "./posters";
import type { PosterPlan } from "./posters.api";

const PLAN: PosterPlan = {
  name: "桌牌",
  width: 600,
  height: 800,
  backdrop: "table",
  note: "",
  code: { x: 100, y: 300, side: 300 },
  texts: [{ words: "{门店}", x: 10, y: 20, width: 200, height: 50, size: 40, color: "#000000", align: "center" }],
};

test("a part that is moved never leaves its poster", () => {
  expect(placed(PLAN, "code", { x: 900, y: -5 }).code).toEqual({ x: 300, y: 0, side: 300 });
  const moved = placed(PLAN, 0, { x: -3, y: 790 });
  expect(boxOf(moved, 0)).toEqual({ x: 0, y: 750, width: 200, height: 50 });
});

test("a code stays square and as large as its poster at most", () => {
  expect(placed(PLAN, "code", { height: 5000 }).code).toEqual({ x: 0, y: 200, side: 600 });
});

test("a text changes and the others stay", () => {
  expect(said(PLAN, 0, { words: "新" }).texts?.[0]?.words).toBe("新");
  expect(said(PLAN, 1, { words: "新" }).texts?.[0]?.words).toBe("{门店}");
});

test("arrow keys move by a pixel, with Shift by ten", () => {
  expect(stepOf("ArrowLeft", false)).toEqual({ x: -1, y: 0 });
  expect(stepOf("ArrowDown", true)).toEqual({ x: 0, y: 10 });
  expect(stepOf("a", false)).toBe(undefined);
});

test("a place for each one's own picture touches the code at most, and stays square", () => {
  const plan = { ...PLAN, code: { x: 150, y: 300, side: 300 } };
  const { face } = faced({ ...plan, width: 600, height: 800 }, true);
  expect(face).toEqual({ x: 225, y: 150, side: 150 });
  expect(faced({ ...plan, width: 600, height: 800, code: { x: 0, y: 0, side: 300 } }, true).face?.y).toBe(300);
  const moved = placed({ ...plan, width: 600, height: 800, face }, "face", { x: 590, width: 100 });
  expect(moved.face).toEqual({ x: 500, y: 150, side: 100 });
  expect(faced(moved, false).face).toBeNull();
});
