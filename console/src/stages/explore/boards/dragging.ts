import { WIDTHS, type Width } from "./arrange";

/** Where a card stands on the screen. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A gap between cards: before the one of this number, or behind the last. */
export interface Gap {
  before: number;
  /** Where the line is drawn: at the side of this card. */
  beside: number;
  side: "left" | "right" | "top" | "bottom";
}

/**
 * This will find the gap that a card is dropped into at (x, y).
 *
 * The nearest card decides: its nearer side is the gap. A card that fills its row has an upper and a lower side. The gaps
 * beside the dragged card itself are no move.
 */
export function gapAt(boxes: readonly Box[], x: number, y: number, dragged: number): Gap | undefined {
  const far = boxes.map((box) => distance(box, x, y));
  const beside = far.indexOf(Math.min(...far));
  const box = boxes[beside];
  if (!box || beside === dragged) return undefined;
  const alone = !boxes.some((other, at) => at !== beside && shares(box, other));
  const later = alone ? y > box.top + box.height / 2 : x > box.left + box.width / 2;
  const before = later ? beside + 1 : beside;
  if (before === dragged || before === dragged + 1) return undefined;
  return { before, beside, side: alone ? (later ? "bottom" : "top") : later ? "right" : "left" };
}

/** This will give the place of a card that leaves its own and goes into a gap. */
export function placeIn(gap: Gap, from: number): number {
  return gap.before > from ? gap.before - 1 : gap.before;
}

/** Of the widths that there are, the nearest to so many pixels, where the whole grid has `grid` pixels. */
export function widthAt(pixels: number, grid: number): Width {
  const off = WIDTHS.map((width) => Math.abs((grid * width) / 12 - pixels));
  return WIDTHS[off.indexOf(Math.min(...off))] ?? 6;
}

const TALLER = 60;

/** A card that is pulled down becomes tall, one that is pushed up low; a little does nothing. */
export function heightAt(pulled: number, now: "low" | "tall"): "low" | "tall" {
  if (pulled > TALLER) return "tall";
  return pulled < -TALLER ? "low" : now;
}

/** A step narrower or wider, as by an arrow key; the ends stay. */
export function stepped(width: number, by: -1 | 1): Width {
  const at = WIDTHS.indexOf(width as Width) + by;
  return WIDTHS[Math.max(0, Math.min(WIDTHS.length - 1, at))] ?? 6;
}

function distance(box: Box, x: number, y: number): number {
  const dx = Math.max(box.left - x, 0, x - box.left - box.width);
  const dy = Math.max(box.top - y, 0, y - box.top - box.height);
  return Math.hypot(dx, dy);
}

/** Two cards stand beside each other. */
function shares(one: Box, other: Box): boolean {
  return one.top < other.top + other.height && other.top < one.top + one.height;
}
