import { BarChart, CustomChart, GraphChart, HeatmapChart, LineChart, SankeyChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { type ECharts, use as enable, init } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

enable([
  AriaComponent,
  BarChart,
  CustomChart,
  GraphChart,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  LineChart,
  MarkAreaComponent,
  MarkLineComponent,
  SankeyChart,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
  VisualMapComponent,
]);

/** This will begin a chart; `Chart` fetches this, and of the library only what we draw, when the first one is shown. */
export function begin(place: HTMLElement): ECharts {
  return init(place, undefined, { renderer: "svg" });
}
