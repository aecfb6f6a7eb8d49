import type { ECElementEvent, ECharts, EChartsCoreOption } from "echarts/core";
import { useEffect, useRef, useState } from "react";
import { looked } from "./chart.look";
import type { Theme } from "./palette";

interface ChartProps {
  /** What ECharts is told; colors, type and lines of text and axes are ours already. */
  option: EChartsCoreOption;
  height?: number;
  /** What the chart shows, for those who do not see it. */
  label: string;
  /** A click on a bar, a point, a cell. */
  onPick?: (picked: ECElementEvent) => void;
  /** Where whoever saves the picture finds it. */
  onReady?: (chart: ECharts) => void;
}

/** A chart that keeps its place while its library comes, follows its width, and changes with light and dark. */
export function Chart({ option, height = 320, label, onPick, onReady }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts>();
  const theme = useTheme();
  useEffect(() => {
    let made: ECharts | undefined;
    let gone = false;
    const watch = new ResizeObserver(() => made?.resize());
    void import("./echarts").then(({ begin }) => {
      if (gone || !place.current) return;
      made = begin(place.current);
      watch.observe(place.current);
      setChart(made);
      onReady?.(made);
    });
    return () => {
      gone = true;
      watch.disconnect();
      made?.dispose();
    };
  }, [onReady]);
  useEffect(() => {
    chart?.setOption(looked(option, theme), { notMerge: true });
  }, [chart, option, theme]);
  useEffect(() => {
    if (!chart || !onPick) return;
    chart.on("click", onPick);
    return () => {
      chart.off("click", onPick);
    };
  }, [chart, onPick]);
  return <div ref={place} role="img" aria-label={label} className={chart ? "chart" : "skeleton"} style={{ height }} />;
}

/** Which theme the document shows now. */
function useTheme(): Theme {
  const [theme, setTheme] = useState(shownTheme);
  useEffect(() => {
    const watch = new MutationObserver(() => setTheme(shownTheme()));
    watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => watch.disconnect();
  }, []);
  return theme;
}

function shownTheme(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}
