import { describe, expect, it } from "vitest";
import { moved, WIDTHS } from "./arrange";
import { type Box, gapAt, heightAt, placeIn, stepped, widthAt } from "./dragging";

const box = (left: number, top: number, width: number): Box => ({ left, top, width, height: 200 });
/** Three in a row, one that fills the next, two in the last. */
const BOXES = [
  box(0, 0, 400),
  box(400, 0, 400),
  box(800, 0, 400),
  box(0, 220, 1200),
  box(0, 440, 600),
  box(600, 440, 600),
];

/** The order of cards after one was dropped at (x, y). */
function dropped(from: number, x: number, y: number): string {
  const cards = [..."abcdef"];
  const gap = gapAt(BOXES, x, y, from);
  return (gap ? moved(cards, from, placeIn(gap, from)) : cards).join("");
}

describe("gapAt", () => {
  it("puts a card before or behind the one it is dropped on, by the half", () => {
    expect(dropped(0, 850, 100)).toBe("bacdef");
    expect(dropped(0, 1150, 100)).toBe("bcadef");
    expect(dropped(5, 10, 100)).toBe("fabcde");
    expect(dropped(4, 610, 60)).toBe("abecdf");
  });
  it("goes above or below a card that fills its row", () => {
    expect(dropped(0, 900, 230)).toBe("bcadef");
    expect(dropped(0, 100, 400)).toBe("bcdaef");
    expect(gapAt(BOXES, 100, 230, 5)).toEqual({ before: 3, beside: 3, side: "top" });
    expect(gapAt(BOXES, 100, 400, 5)).toEqual({ before: 4, beside: 3, side: "bottom" });
  });
  it("takes the nearest card beyond the last one", () => {
    expect(dropped(0, 5_000, 5_000)).toBe("bcdefa");
    expect(dropped(5, -90, -90)).toBe("fabcde");
  });
  it("is no move where the card stands already", () => {
    expect(gapAt(BOXES, 500, 100, 1)).toBeUndefined();
    expect(gapAt(BOXES, 390, 100, 1)).toBeUndefined();
    expect(gapAt(BOXES, 810, 100, 1)).toBeUndefined();
  });
  it("leaves every other card in its order, wherever it is dropped", () => {
    for (let from = 0; from < 6; from++)
      for (let x = -50; x < 1300; x += 90)
        for (let y = -50; y < 800; y += 70) {
          const card = "abcdef"[from] ?? "";
          expect(dropped(from, x, y).replace(card, "")).toBe("abcdef".replace(card, ""));
        }
  });
});

describe("sizes", () => {
  it("snap to the nearest width that there is", () => {
    expect([0, 399, 480, 520, 690, 720, 990, 1010, 4_000].map((pixels) => widthAt(pixels, 1200))).toEqual([
      4, 4, 4, 6, 6, 8, 8, 12, 12,
    ]);
    for (const width of WIDTHS) expect(widthAt(width * 100, 1200)).toBe(width);
  });
  it("are tall when pulled down and low when pushed up", () => {
    expect([heightAt(80, "low"), heightAt(20, "low"), heightAt(-20, "tall"), heightAt(-80, "tall")]).toEqual([
      "tall",
      "low",
      "tall",
      "low",
    ]);
  });
  it("go by steps and end at the ends", () => {
    expect(WIDTHS.map((width) => stepped(width, 1))).toEqual([6, 8, 12, 12]);
    expect(WIDTHS.map((width) => stepped(width, -1))).toEqual([4, 4, 6, 8]);
  });
});
