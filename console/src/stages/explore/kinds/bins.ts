import { count, percent } from "@/lib/numbers";
import { seriesColor } from "@/ui/palette";
import type { Naming } from "./naming";
import { escaped } from "./trends";

/** A bar of a histogram: what it is called, and how many are in it. */
export interface BarOf {
  name: string;
  value: number;
}

interface Group {
  name: string;
  bars: BarOf[];
}

/** What ECharts draws for histograms: bars of one group in figures, bars of several groups in shares, so that they compare. */
export function histogram(groups: Group[], naming: Naming, what: string) {
  const several = groups.length > 1;
  const totals = groups.map((group) => group.bars.reduce((sum, bar) => sum + bar.value, 0));
  return {
    grid: { left: 8, right: 12, top: several ? 36 : 20, bottom: 4, containLabel: true },
    legend: several ? { type: "scroll" } : undefined,
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      formatter: (given: unknown) => {
        const list = given as { dataIndex: number }[];
        const at = list[0]?.dataIndex ?? 0;
        const told = groups.map((group, place) => {
          const value = group.bars[at]?.value ?? 0;
          const share = percent(totals[place] ? value / (totals[place] ?? 1) : null);
          const name = several ? `${escaped(group.name)} ` : "";
          return `${name}<b>${count(value, naming.chosen)}</b> ${what} · ${share}`;
        });
        return [escaped(groups[0]?.bars[at]?.name ?? ""), ...told].join("<br>");
      },
    },
    xAxis: { type: "category", data: (groups[0]?.bars ?? []).map((bar) => bar.name), axisLabel: { hideOverlap: true } },
    yAxis: {
      type: "value",
      axisLabel: {
        formatter: (value: number) => (several ? `${Math.round(value * 100)}%` : count(value, naming.chosen)),
      },
    },
    series: groups.slice(0, 8).map((group, place) => ({
      type: "bar",
      name: group.name,
      color: seriesColor(place),
      barMaxWidth: 46,
      itemStyle: { borderRadius: [3, 3, 0, 0] },
      label: several
        ? undefined
        : {
            show: group.bars.length <= 16,
            position: "top",
            formatter: ({ value }: { value: number }) => (value ? count(value, naming.chosen) : ""),
          },
      data: group.bars.map((bar) => (several ? bar.value / (totals[place] || 1) : bar.value)),
    })),
  };
}

/** This will leave out empty bars at both ends. */
export function trimmed<T>(bars: readonly T[], size: (bar: T) => number): { bars: T[]; from: number } {
  const first = bars.findIndex((bar) => size(bar) > 0);
  if (first < 0) return { bars: [...bars], from: 0 };
  const last = bars.findLastIndex((bar) => size(bar) > 0);
  return { bars: bars.slice(first, last + 1), from: first };
}
