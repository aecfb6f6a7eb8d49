import { useWords } from "@/lib/language";
import { Chart } from "@/ui/Chart";
import { Answer } from "@/widgets/Answer";
import { useGroupDays } from "./groups.api";
import { GROUPS } from "./groups.copy";

const DAYS = 30;

/** Day by day: who came into a group above the line, who left it below. */
export function GroupDays({ id }: { id: string }) {
  const words = useWords(GROUPS);
  const query = useGroupDays(id, DAYS);
  return (
    <div className="groups-days">
      <h3>{words.everyDay}</h3>
      <Answer query={query} loading={240}>
        {(found) => (
          <Chart
            height={240}
            label={words.everyDay}
            option={{
              grid: { left: 36, right: 12, top: 36, bottom: 24 },
              legend: { top: 0, left: 0 },
              tooltip: { trigger: "axis" },
              xAxis: { type: "category", data: found.map((one) => one.day.slice(5)) },
              yAxis: { type: "value", minInterval: 1 },
              series: [
                { name: words.joined, type: "bar", stack: "all", data: found.map((one) => one.joined) },
                { name: words.left, type: "bar", stack: "all", data: found.map((one) => -one.left) },
              ],
            }}
          />
        )}
      </Answer>
    </div>
  );
}
