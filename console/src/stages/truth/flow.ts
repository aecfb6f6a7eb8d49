import { DEPTH, type FlowMap, type Pool, type Way, wayKey } from "./pools";

export const WIDTH = 1120;
export const CARD = { width: 104, height: 86 };
const GAP = (WIDTH - DEPTH.length * CARD.width) / (DEPTH.length - 1);
const BELOW = 64;
const ARC = { first: 18, step: 20 };
const BEND = { first: 10, step: 9 };
const THICK = 24;
export const LOST = { height: 46 };

export interface Band {
  way: Way;
  path: string;
  width: number;
  /** Forward above the pools, straight to the next, back below them, out to the lost, or found again. */
  side: "above" | "next" | "back" | "out" | "found";
  label: { x: number; y: number };
}

export interface Drawing {
  height: number;
  /** Where the cards of pools begin, from the top. */
  top: number;
  /** Where the bar of the lost begins. */
  bottom: number;
  bands: Band[];
}

export function left(pool: Pool): number {
  return DEPTH.indexOf(pool) * (CARD.width + GAP);
}

/**
 * This will lay the map out: pools in a row by depth, ways that skip pools as arcs above, ways back below, the lost as
 * one bar at the foot. Ways out of nowhere are no bands; the pool says how many came new.
 */
export function drawn(map: FlowMap): Drawing {
  const ways = map.edges.filter((way) => way.source !== "nobody");
  const spans = ways.filter((way) => sideOf(way) === "above").map(stride);
  const top = ARC.first + ARC.step * Math.max(2, ...spans) + 30;
  const bottom = top + CARD.height + BELOW;
  const most = Math.max(1, ...ways.map((way) => way.moves));
  const arcs = ways.filter((way) => sideOf(way) === "above");
  const bands = ways.map((way) => {
    const width = Math.max(1.5, Math.sqrt(way.moves / most) * THICK);
    return { way, width, side: sideOf(way), ...line(way, arcs, top, bottom, width) };
  });
  return { height: bottom + LOST.height, top, bottom, bands: bands.toSorted((a, b) => b.width - a.width) };
}

function stride(way: Way): number {
  return DEPTH.indexOf(way.target) - DEPTH.indexOf(way.source);
}

function sideOf(way: Way): Band["side"] {
  if (way.target === "lost") return "out";
  if (way.source === "lost") return "found";
  const step = stride(way);
  return step < 0 ? "back" : step === 1 ? "next" : "above";
}

function line(
  way: Way,
  arcs: Way[],
  top: number,
  bottom: number,
  width: number,
): { path: string; label: Band["label"] } {
  const side = sideOf(way);
  const foot = top + CARD.height;
  if (side === "out" || side === "found") {
    const x = left(side === "out" ? way.source : way.target) + CARD.width * (side === "out" ? 0.5 : 0.86);
    const [from, to] = side === "out" ? [foot, bottom] : [bottom, foot];
    return { path: `M${x} ${from}V${to}`, label: { x: x + width / 2 + 5, y: foot + BELOW * 0.78 } };
  }
  if (side === "next") {
    const y = top + CARD.height / 2;
    const from = left(way.source) + CARD.width;
    return { path: `M${from} ${y}H${left(way.target)}`, label: { x: from + GAP / 2, y: y - width / 2 - 5 } };
  }
  const up = side === "above";
  const far = Math.abs(stride(way));
  const [begin, height] = up ? [top, ARC.first + ARC.step * far] : [foot, BEND.first + BEND.step * Math.min(far, 3)];
  // arcs leave a card on the side where they go, and arrive on the other, so that ways in and out do not cross
  const from = left(way.source) + CARD.width * (up ? 0.56 + 0.36 * port(way, arcs, "source") : 0.28);
  const to = left(way.target) + CARD.width * (up ? 0.08 + 0.36 * port(way, arcs, "target") : 0.72);
  const peak = up ? begin - height : begin + height;
  const bend = (to - from) * 0.28;
  const path = `M${from} ${begin}C${from + bend * 0.35} ${peak} ${from + bend} ${peak} ${(from + to) / 2} ${peak}S${to - bend * 0.35} ${peak} ${to} ${begin}`;
  return { path, label: { x: (from + to) / 2, y: up ? peak - width / 2 - 4 : peak + 12 } };
}

/** Where an arc docks among those of its card, from 0 to 1: the longest outermost, so that arcs lie within each other. */
function port(way: Way, arcs: Way[], end: "source" | "target"): number {
  const docked = arcs.filter((one) => one[end] === way[end]).toSorted((a, b) => stride(a) - stride(b));
  if (docked.length < 2) return 0.5;
  const place = docked.indexOf(way) / (docked.length - 1);
  return end === "source" ? 1 - place : place;
}

/** The ways that are worth a label while nothing is pointed at: the widest, and the one to push. */
export function labeled(bands: readonly Band[], pushed: string | undefined, most = 14): Set<string> {
  const widest = bands.filter((band) => band.side !== "back").slice(0, most);
  return new Set([...widest.map((band) => wayKey(band.way)), ...(pushed ? [pushed] : [])]);
}

/** How many came from nowhere into each pool. */
export function newcomers(map: FlowMap): Map<Pool, number> {
  return new Map(map.edges.filter((way) => way.source === "nobody").map((way) => [way.target, way.moves]));
}

/** The same way in the period before. */
export function wayBefore(before: FlowMap | null | undefined, way: Way): Way | undefined {
  return before?.edges.find((one) => one.source === way.source && one.target === way.target);
}
