import type { EChartsCoreOption } from "echarts/core";
import { inTheme, PALETTE, SERIES_COLORS, type Theme } from "./palette";

type Part = Record<string, unknown>;

const FONT = '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif';

type Look = (typeof PALETTE)[Theme];

/** This will give a chart our colors, type and hairlines wherever it does not say otherwise. */
export function looked(option: EChartsCoreOption, theme: Theme): EChartsCoreOption {
  const look = PALETTE[theme];
  const whole = option as Part;
  return inTheme(dressed(whole, look), theme);
}

function dressed(whole: Part, look: Look): EChartsCoreOption {
  return {
    ...whole,
    color: whole.color ?? SERIES_COLORS,
    textStyle: { fontFamily: FONT, color: look.ink, fontSize: 12, ...(whole.textStyle as Part) },
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 240,
    tooltip: whole.tooltip === undefined ? undefined : { ...tooltip(look), ...(whole.tooltip as Part) },
    legend: whole.legend === undefined ? undefined : { ...legend(look), ...(whole.legend as Part) },
    xAxis: each(whole.xAxis, (axis) => framed(axis, look)),
    yAxis: each(whole.yAxis, (axis) => framed(axis, look)),
    series: each(whole.series, (one) => labeled(one, look)),
  };
}

function each(given: unknown, change: (part: Part) => Part): unknown {
  if (given === undefined) return undefined;
  return Array.isArray(given) ? given.map(change) : change(given as Part);
}

function framed(axis: Part, look: Look): Part {
  const line = { lineStyle: { color: look.hairline } };
  return {
    ...axis,
    axisLine: { ...line, ...(axis.axisLine as Part) },
    axisTick: { show: false, ...(axis.axisTick as Part) },
    splitLine: { ...line, ...(axis.splitLine as Part) },
    axisLabel: { color: look.second, ...(axis.axisLabel as Part) },
    nameTextStyle: { color: look.second, ...(axis.nameTextStyle as Part) },
  };
}

/** Text beside bars and points in our ink; the library would give it a halo. */
function labeled(one: Part, look: Look): Part {
  if (!one.label && one.type !== "sankey") return one;
  return { ...one, label: { color: look.ink, textBorderWidth: 0, ...(one.label as Part) } };
}

function tooltip(look: Look): Part {
  return {
    backgroundColor: look.surface,
    borderColor: look.hairline,
    textStyle: { color: look.ink, fontSize: 13 },
    extraCssText: "box-shadow: none; border-radius: 6px;",
    confine: true,
  };
}

function legend(look: Look): Part {
  return { top: 0, left: 0, icon: "roundRect", itemWidth: 10, itemHeight: 10, textStyle: { color: look.second } };
}
