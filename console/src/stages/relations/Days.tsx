import { useWords } from "@/lib/language";
import { Chart } from "@/ui/Chart";
import { Answer } from "@/widgets/Answer";
import { useDays } from "./relations.api";
import { WORDS } from "./relations.copy";

/** Day by day: who came above the line, who went below it. */
export function Days({ days }: { days: number }) {
  const words = useWords(WORDS);
  const query = useDays(days);
  return (
    <div className="relations-days">
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
                { name: words.added, type: "bar", stack: "all", data: found.map((one) => one.added) },
                {
                  name: words.byCustomer,
                  type: "bar",
                  stack: "all",
                  data: found.map((one) => -one.deleted_by_customer),
                },
                { name: words.byStaff, type: "bar", stack: "all", data: found.map((one) => -one.deleted_by_staff) },
              ],
            }}
          />
        )}
      </Answer>
    </div>
  );
}
