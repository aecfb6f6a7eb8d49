import { useMemo } from "react";
import { useWords } from "@/lib/language";
import { Chart } from "@/ui/Chart";
import type { Test } from "./forecast";
import { FORECAST } from "./forecast.copy";
import { decimal } from "./told";

/** What was forecast of the days that were held back, beside what people then bought. */
export function ForecastWeekly({ test, height = 250 }: { test: Test; height?: number }) {
  const own = useWords(FORECAST);
  const option = useMemo(
    () => ({
      legend: { data: [own.actual, own.expected] },
      grid: { left: 44, right: 16, top: 36, bottom: 28 },
      tooltip: { trigger: "axis", valueFormatter: (value: unknown) => decimal(Number(value)) },
      xAxis: { type: "category", data: test.weeks.map((one) => own.day(one.days)), boundaryGap: false },
      yAxis: { type: "value" },
      series: [
        { name: own.actual, type: "line", data: test.weeks.map((one) => one.actual) },
        // what is forecast is dashed, everywhere
        {
          name: own.expected,
          type: "line",
          lineStyle: { type: "dashed" },
          data: test.weeks.map((one) => one.expected),
        },
      ],
    }),
    [test, own],
  );
  return <Chart option={option} height={height} label={own.weekly(test.days)} />;
}
