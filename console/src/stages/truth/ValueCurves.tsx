import { useMemo } from "react";
import { language, useWords } from "@/lib/language";
import { yuan, yuanShort } from "@/lib/numbers";
import { Chart } from "@/ui/Chart";
import { type Cohort, FEW } from "./cohorts";
import { VALUE } from "./value.copy";

/** What somebody of each cohort has brought by so many days, of cohorts that are large enough. */
export function ValueCurves({ cohorts, height = 320 }: { cohorts: Cohort[]; height?: number }) {
  const words = useWords(VALUE);
  const chosen = language.use();
  const option = useMemo(() => {
    const shown = cohorts
      .filter((cohort) => (cohort.worth[0]?.people ?? 0) >= FEW)
      .toSorted((a, b) => b.people - a.people)
      .slice(0, 8);
    return {
      legend: { data: shown.map((cohort) => cohort.label) },
      grid: { left: 72, right: 24, top: 40, bottom: 32 },
      tooltip: { trigger: "axis", valueFormatter: (value: unknown) => (value == null ? "–" : yuan(Number(value))) },
      xAxis: {
        type: "value",
        max: "dataMax",
        splitLine: { show: false },
        axisLabel: { formatter: (n: number) => words.days(n) },
      },
      yAxis: { type: "value", axisLabel: { formatter: (fen: number) => yuanShort(fen, chosen).replace(".00", "") } },
      series: shown.map((cohort) => ({
        name: cohort.label,
        type: "line",
        symbolSize: 6,
        data: [
          [0, 0],
          ...cohort.worth.filter((one) => one.people >= FEW).map((one) => [one.days, Math.round(one.mean_fen ?? 0)]),
        ],
      })),
    };
  }, [cohorts, chosen, words]);
  return <Chart option={option} height={height} label={words.curves} />;
}
