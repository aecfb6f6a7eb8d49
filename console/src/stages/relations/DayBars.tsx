import type { UseQueryResult } from "@tanstack/react-query";
import { Chart } from "@/ui/Chart";
import { Answer } from "@/widgets/Answer";

/** Day by day in one pile: who came above the line, who went below it; `bars` are named, with a figure for each day. */
export function DayBars<Day extends { day: string }>({
  title,
  query,
  bars,
}: {
  title: string;
  query: UseQueryResult<Day[]>;
  bars: Record<string, (one: Day) => number>;
}) {
  return (
    <>
      <h3 className="relations-days">{title}</h3>
      <Answer query={query} loading={240}>
        {(found) => (
          <Chart
            height={240}
            label={title}
            option={{
              grid: { left: 36, right: 12, top: 36, bottom: 24 },
              legend: { top: 0, left: 0 },
              tooltip: { trigger: "axis" },
              xAxis: { type: "category", data: found.map((one) => one.day.slice(5)) },
              yAxis: { type: "value", minInterval: 1 },
              series: Object.entries(bars).map(([name, figure]) => ({
                name,
                type: "bar",
                stack: "all",
                data: found.map(figure),
              })),
            }}
          />
        )}
      </Answer>
    </>
  );
}
