import type { Cell } from "@/lib/files";
import { count, percent } from "@/lib/numbers";
import { seriesColor } from "@/ui/palette";
import type { Ask } from "../question";
import type { Result } from "./kind";
import type { Naming } from "./naming";
import { escaped } from "./trends";

type Paths = Result<"paths">;
export type Way = Paths["lines"][number];

/** This will say the way that is gone most often. */
export function said(ask: Ask<"paths">, result: Paths, naming: Naming): string {
  const way = result.lines[0];
  const [first, second] = way?.top ?? [];
  if (!way || !first) return "";
  const { zh } = naming;
  const told = (one: NonNullable<typeof first>): string =>
    `${pathName(one.path, naming)}${zh ? "（" : " ("}${percent(one.share.value)}${zh ? "）" : ")"}`;
  const all = count(way.paths, naming.chosen);
  const group = way.group === null ? "" : `${naming.group(way.group, ask.breakdown)}${zh ? "：" : ": "}`;
  if (zh)
    return `${group}${naming.people(way.people)}走了 ${all} 次，最常见的是${told(first)}${second ? `，其次是${told(second)}` : ""}。`;
  return `${group}${naming.people(way.people)} went ${all} ways; the most frequent is ${told(first)}${second ? `, then ${told(second)}` : ""}.`;
}

export function pathName(path: readonly string[], naming: Naming): string {
  return path.map(naming.event).join(" → ");
}

export function rows(ask: Ask<"paths">, result: Paths, naming: Naming): Cell[][] {
  const { zh } = naming;
  return [
    zh ? ["分组", "路径", "次数", "人数", "占比"] : ["Group", "Path", "Times", "People", "Share"],
    ...result.lines.flatMap((way) =>
      way.top.map((one) => [
        naming.group(way.group, ask.breakdown),
        pathName(one.path, naming),
        one.paths,
        one.people,
        one.share.value,
      ]),
    ),
  ];
}

const MOST_PER_STEP = 5;
/** Nodes smaller than this share of the largest keep their name for the tip; else names lie on each other. */
const NAMED_FROM = 0.025;
const REST = "…";
const OVER = "\u0000over";

interface Flow {
  nodes: { name: string; step: number; event: string; value: number }[];
  links: { source: string; target: string; value: number }[];
}

/** This will lay the steps of all paths out as columns of nodes: the largest of each step, the rest together. */
export function flowOf(way: Way, backwards: boolean): Flow {
  const kept = keptOf(way);
  const place = (step: number, event: string): string =>
    `${step} ${event === OVER || kept.get(step)?.has(event) ? event : REST}`;
  const links = new Map<string, { source: string; target: string; value: number }>();
  for (const edge of way.edges) {
    const [here, there] = [place(edge.step, edge.since), place(edge.step + 1, edge.to ?? OVER)];
    const key = `${here}\u0001${there}`;
    const [source, target] = backwards ? [there, here] : [here, there];
    links.set(key, { source, target, value: (links.get(key)?.value ?? 0) + edge.paths });
  }
  const values = new Map<string, { in: number; out: number }>();
  for (const { source, target, value } of links.values()) {
    const [from, to] = [values.get(source) ?? { in: 0, out: 0 }, values.get(target) ?? { in: 0, out: 0 }];
    values.set(source, { ...from, out: from.out + value });
    values.set(target, { ...to, in: to.in + value });
  }
  const nodes = [...values].map(([name, one]) => {
    const cut = name.indexOf(" ");
    return { name, step: Number(name.slice(0, cut)), event: name.slice(cut + 1), value: Math.max(one.in, one.out) };
  });
  return { nodes: nodes.toSorted((a, b) => a.step - b.step || b.value - a.value), links: [...links.values()] };
}

/** The events that are shown by themselves at each step. */
function keptOf(way: Way): Map<number, Set<string>> {
  const sizes = new Map<number, Map<string, number>>();
  for (const edge of way.edges) {
    const step = sizes.get(edge.step) ?? new Map<string, number>();
    step.set(edge.since, (step.get(edge.since) ?? 0) + edge.paths);
    sizes.set(edge.step, step);
    if (edge.to === null) continue;
    const next = sizes.get(edge.step + 1) ?? new Map<string, number>();
    if (!next.has(edge.to)) next.set(edge.to, 0);
    sizes.set(edge.step + 1, next);
  }
  const largest = (step: Map<string, number>): Set<string> =>
    new Set(
      [...step]
        .toSorted((a, b) => b[1] - a[1])
        .slice(0, MOST_PER_STEP)
        .map(([event]) => event),
    );
  return new Map([...sizes].map(([at, step]) => [at, largest(step)]));
}

/** What ECharts draws: columns from left to right in the order of time. */
export function option(way: Way, backwards: boolean, naming: Naming, small = false) {
  const flow = flowOf(way, backwards);
  const events = [...new Set(flow.nodes.map((node) => node.event))];
  const deepest = Math.max(...flow.nodes.map((node) => node.step), 1);
  const largest = Math.max(...flow.nodes.map((node) => node.value), 1);
  const name = (event: string): string => eventName(event, backwards, naming);
  return {
    tooltip: {
      formatter: (given: unknown) => {
        const { dataType, data } = given as {
          dataType: string;
          data: { name?: string; source?: string; target?: string; value: number };
        };
        const times = `<b>${count(data.value, naming.chosen)}</b>`;
        const told = (place = ""): string => escaped(name(place.slice(place.indexOf(" ") + 1)));
        return dataType === "edge"
          ? `${told(data.source)} → ${told(data.target)} ${times}`
          : `${told(data.name)} ${times}`;
      },
    },
    series: [
      {
        type: "sankey",
        left: 4,
        right: small ? 84 : 110,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: 10,
        nodeAlign: "left",
        layoutIterations: 32,
        draggable: false,
        emphasis: { focus: "adjacency" },
        lineStyle: { color: "source", opacity: 0.22, curveness: 0.5 },
        label: {
          color: "inherit",
          fontSize: 12,
          formatter: ({ data }: { data: { event: string; value: number } }) =>
            `${short(name(data.event))} ${count(data.value, naming.chosen)}`,
        },
        data: flow.nodes.map((node) => ({
          ...node,
          label: { show: node.value >= largest * NAMED_FROM },
          depth: backwards ? deepest - node.step : node.step - 1,
          itemStyle: {
            color:
              node.event === OVER
                ? "var(--aside)"
                : seriesColor(events.filter((one) => one !== OVER).indexOf(node.event)),
          },
        })),
        links: flow.links,
      },
    ],
  };
}

function eventName(event: string, backwards: boolean, naming: Naming): string {
  if (event !== OVER) return naming.event(event);
  if (naming.zh) return backwards ? "从这里开始" : "到此为止";
  return backwards ? "Began here" : "Over";
}

function short(name: string): string {
  return name.length > 10 ? `${name.slice(0, 9)}…` : name;
}
