import type { EChartsCoreOption } from "echarts/core";
import type { Cell as Written } from "@/lib/files";
import type { Language } from "@/lib/language";
import { count, full, percent } from "@/lib/numbers";
import type { Cell, Flow, Stock, Trend } from "./layers.api";

/** The colors of the stages: those of interest are shades of one. */
const AIPL_COLORS: Record<string, string> = {
  A: "var(--aipl-a)",
  I1: "var(--aipl-i1)",
  I2: "var(--aipl-i)",
  P: "var(--aipl-p)",
  L: "var(--aipl-l)",
};

const OTHERS = ["var(--aipl-p)", "var(--aipl-i)", "var(--aipl-a)", "var(--series-8)", "var(--series-3)"];
const OUTSIDE = "var(--aside)";

/** This will give every level its color: AIPL its own, others from deep to pale, outside in grey. */
export function colorsOf(layering: string, levels: readonly string[]): Record<string, string> {
  const inside = levels.filter((name) => name !== "none");
  const entries = levels.map((name) => {
    if (layering === "aipl") return [name, AIPL_COLORS[name] ?? OUTSIDE] as const;
    return [name, name === "none" ? OUTSIDE : (OTHERS[inside.indexOf(name) % OTHERS.length] ?? OUTSIDE)] as const;
  });
  return Object.fromEntries(entries);
}

/** A level as a heading: English names come in small letters. */
export function levelName(level: { chinese: string; english: string }, zh: boolean): string {
  return zh ? level.chinese : `${level.english.charAt(0).toUpperCase()}${level.english.slice(1)}`;
}

export interface Net {
  came: number;
  up: number;
  down: number;
  same: number;
}

export type Tone = "up" | "down" | "same";

/** Where nobody counts as active: of AIPL outside of the funnel, of a life-cycle asleep or gone. */
const OUT: Record<string, ReadonlySet<string>> = {
  life_cycle: new Set(["dormant", "churned", "none"]),
};

/**
 * Whether a change is for the better. AIPL and tiers are ladders; a life-cycle is none: who was new and is active now
 * lost nothing, only falling asleep is worse and coming back is better.
 */
export function toneOf(flow: Flow, cell: Pick<Cell, "before" | "after">): Tone {
  if (cell.before === cell.after) return "same";
  const out = OUT[flow.rules.layering];
  if (out) {
    const [was, is] = [out.has(cell.before), out.has(cell.after)];
    if (was !== is) return is ? "down" : "up";
    if (was && cell.before !== "none") return cell.after === "dormant" ? "up" : "down";
    return "same";
  }
  const place = flow.levels.map((level) => level.name);
  return place.indexOf(cell.after) < place.indexOf(cell.before) ? "up" : "down";
}

/** This will sum up who is new, who went up, who went down or left, and who stayed. */
export function netOf(flow: Flow): Net {
  const net: Net = { came: 0, up: 0, down: 0, same: 0 };
  for (const cell of flow.cells) {
    const came = cell.before === "none" && cell.after !== "none";
    net[came ? "came" : toneOf(flow, cell)] += cell.people;
  }
  return net;
}

/** The largest losses: of a ladder as the server has them, of a life-cycle who fell asleep or was lost. */
export function leaksOf(flow: Flow): Cell[] {
  const ladder = !(flow.rules.layering in OUT);
  return flow.cells
    .filter((cell) => cell.people > 0 && cell.before !== "none" && toneOf(flow, cell) === "down")
    .filter((cell) => !ladder || cell.before !== "O")
    .sort((a, b) => b.people - a.people)
    .slice(0, 5);
}

/** The people of a level before, by the other side of the flow: what the cards compare with. */
export function peopleBefore(flow: Flow, level: string): number {
  return flow.cells.filter((cell) => cell.before === level).reduce((sum, cell) => sum + cell.people, 0);
}

export function cellAt(flow: Flow, from: string, to: string): Cell | undefined {
  return flow.cells.find((cell) => cell.before === from && cell.after === to);
}

/** Of all who were on a level, the share that is on another now. */
export function shareOf(flow: Flow, cell: Cell): number | null {
  const all = peopleBefore(flow, cell.before);
  return all ? cell.people / all : null;
}

/**
 * This will write a layering for a spreadsheet: a row for each level with how many stand there now, how many stood there
 * then, and to which level those of then went.
 */
export function written(
  stock: Stock,
  flow: Flow,
  name: (level: string) => string,
  heads: { level: string; now: string; before: string; to: (level: string) => string },
): Written[][] {
  const levels = flow.levels.map((level) => level.name);
  const now = new Map(stock.levels.map((level) => [level.name, level.people]));
  return [
    [heads.level, heads.now, heads.before, ...levels.map((level) => heads.to(name(level)))],
    ...levels.map((from) => [
      name(from),
      now.get(from) ?? 0,
      peopleBefore(flow, from),
      ...levels.map((to) => cellAt(flow, from, to)?.people ?? 0),
    ]),
  ];
}

/** This will draw the flow from the left day to the right; who stayed outside on both is left out as nothing moved. */
export function sankey(flow: Flow, name: (level: string) => string, language: Language): EChartsCoreOption {
  const names = flow.levels.map((level) => level.name);
  const colors = colorsOf(flow.rules.layering, names);
  const cells = flow.cells.filter((cell) => cell.people > 0 && !(cell.before === "none" && cell.after === "none"));
  const used = new Set(cells.flatMap((cell) => [`0${cell.before}`, `1${cell.after}`]));
  const node = (side: 0 | 1, level: string) => ({
    name: `${side}${level}`,
    depth: side,
    itemStyle: { color: colors[level] },
    label: { position: side ? "left" : "right" },
  });
  return {
    tooltip: {
      formatter: (params: { dataType: string; data: { cell?: Cell; name: string }; value: number }) => {
        if (params.dataType === "edge" && params.data.cell) {
          const { cell } = params.data;
          return `${name(cell.before)} → ${name(cell.after)}: ${full(cell.people)} (${percent(shareOf(flow, cell))})`;
        }
        return `${name(params.data.name.slice(1))}: ${full(params.value)}`;
      },
    },
    series: [
      {
        type: "sankey",
        top: 8,
        bottom: 8,
        left: 8,
        right: 8,
        nodeWidth: 14,
        nodeGap: 20,
        layoutIterations: 0,
        draggable: false,
        data: names.flatMap((level) => [node(0, level), node(1, level)]).filter((one) => used.has(one.name)),
        links: cells.map((cell) => ({
          source: `0${cell.before}`,
          target: `1${cell.after}`,
          value: cell.people,
          cell,
        })),
        lineStyle: { color: "source", opacity: 0.32, curveness: 0.5 },
        emphasis: { focus: "adjacency" },
        label: {
          fontSize: 12,
          formatter: (params: { name: string; value: number }) =>
            `${name(params.name.slice(1))}  ${count(params.value, language)}`,
        },
      },
    ],
  };
}

/** This will draw the stock of each level over the days, from low to high, without who is on none. */
export function lines(trend: Trend, name: (level: string) => string): EChartsCoreOption {
  const levels = trend.levels.filter((level) => level.name !== "none");
  const colors = colorsOf(
    trend.rules.layering,
    trend.levels.map((level) => level.name),
  );
  return {
    tooltip: { trigger: "axis", valueFormatter: (value: number) => full(value) },
    legend: {},
    grid: { left: 4, right: 12, top: 40, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: trend.days.map((day) => day.slice(5)), boundaryGap: false },
    yAxis: { type: "value", minInterval: 1 },
    series: levels.map((level) => ({
      type: "line",
      name: name(level.name),
      data: level.people,
      showSymbol: false,
      lineStyle: { width: 2, color: colors[level.name] },
      itemStyle: { color: colors[level.name] },
    })),
  };
}
