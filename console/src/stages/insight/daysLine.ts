import type { Usual } from "./usual";

export interface Line {
  /** The figures, day by day. */
  line: string;
  /** What is usual, as areas; days of which it is not known leave a gap. */
  band: string;
  /** The middle of each day's place, and how high its figure stands. */
  points: { x: number; y: number }[];
}

/** This will draw figures over what is usual for them, from nothing at the bottom to the largest of both at the top. */
export function drawnOver(
  values: readonly number[],
  usual: readonly (Usual | null)[],
  width: number,
  height: number,
): Line {
  const most = Math.max(1, ...values, ...usual.map((one) => one?.high ?? 0));
  const step = width / Math.max(1, values.length);
  const x = (at: number): number => round((at + 0.5) * step);
  const y = (value: number): number => round(2 + (1 - value / most) * (height - 4));
  const points = values.map((value, at) => ({ x: x(at), y: y(value) }));
  return {
    line: path(points),
    band: runs(usual)
      .map((run) => area(run, x, y))
      .join(""),
    points,
  };
}

interface Run {
  from: number;
  usual: Usual[];
}

function runs(usual: readonly (Usual | null)[]): Run[] {
  const found: Run[] = [];
  usual.forEach((one, at) => {
    if (one === null) return;
    const run = found.at(-1);
    if (run && run.from + run.usual.length === at) run.usual.push(one);
    else found.push({ from: at, usual: [one] });
  });
  return found;
}

function area({ from, usual }: Run, x: (at: number) => number, y: (value: number) => number): string {
  const above = usual.map((one, at) => ({ x: x(from + at), y: y(one.high) }));
  const below = usual.map((one, at) => ({ x: x(from + at), y: y(one.low) })).toReversed();
  return `${path([...above, ...below])}Z`;
}

function path(points: { x: number; y: number }[]): string {
  return points.map(({ x, y }, at) => `${at ? "L" : "M"}${x} ${y}`).join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
