import type { ChannelLine, Funnel, Step } from "./insight.api";

/** One channel's part of the river: a band that narrows from step to step. */
export interface Band {
  channel: string;
  path: string;
  tone: number;
}

export interface Drawing {
  bands: Band[];
  columns: { x: number; height: number }[];
}

const KEPT = 7;

/** This will keep the largest channels and gather the rest, so that every band can be told from the others. */
export function gathered(lines: readonly ChannelLine[]): { channel: string; line: Pick<Funnel, Step> }[] {
  const order = [...lines].sort((a, b) => b.came - a.came);
  const kept = order.slice(0, KEPT).map((line) => ({ channel: line.channel, line }));
  const rest = order.slice(KEPT);
  if (!rest.length) return kept;
  const sum = (step: Step): number => rest.reduce((all, line) => all + line[step], 0);
  const line = {
    came: sum("came"),
    known: sum("known"),
    reachable: sum("reachable"),
    bought: sum("bought"),
    again: sum("again"),
  };
  return [...kept, { channel: "", line }];
}

/**
 * This will draw the river: at each step the channels lie on top of each other, their height is the number of people
 * under a square root, so that the few who bought again stay visible beside the many who came.
 */
export function drawing(lines: readonly ChannelLine[], steps: readonly Step[], width: number, height: number): Drawing {
  const parts = gathered(lines);
  const totals = steps.map((step) => parts.reduce((sum, part) => sum + part.line[step], 0));
  const most = Math.max(1, ...totals);
  const columns = totals.map((total, index) => ({
    x: (index / (steps.length - 1)) * width,
    height: total ? Math.max(3, Math.sqrt(total / most) * height) : 0,
  }));
  const tops = columns.map((column) => (height - column.height) / 2);
  const bands = parts.map((part, tone) => {
    const above = [...tops];
    steps.forEach((step, index) => {
      const share = totals[index] ? part.line[step] / (totals[index] as number) : 0;
      tops[index] = (tops[index] as number) + share * (columns[index]?.height ?? 0);
    });
    return {
      channel: part.channel,
      tone,
      path: ribbon(
        columns.map((column) => column.x),
        above,
        tops,
      ),
    };
  });
  return { bands, columns };
}

function ribbon(xs: number[], above: number[], below: number[]): string {
  const points = (ys: number[]): [number, number][] => xs.map((x, index) => [x, ys[index] ?? 0]);
  return `${curve(points(above), "M")}${curve(points(below).reverse(), "L")}Z`;
}

function curve(points: [number, number][], begin: "M" | "L"): string {
  return points
    .map(([x, y], index) => {
      const before = points[index - 1];
      if (!before) return `${begin}${x.toFixed(1)} ${y.toFixed(1)}`;
      const middle = ((before[0] + x) / 2).toFixed(1);
      return `C${middle} ${before[1].toFixed(1)} ${middle} ${y.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}
