import { useWords } from "@/lib/language";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import type { CardProps } from "@/widgets/cards";
import { OpensPlace } from "../Counted";
import { ForecastSaid } from "../ForecastSaid";
import { TenthsTable } from "../ForecastTenths";
import { ForecastWeekly } from "../ForecastWeekly";
import { forecastOf } from "../forecast";
import { FORECAST } from "../forecast.copy";
import "../truth.css";

/** What people are expected to bring, on a board: in a sentence, beside what it was tested on; on a tall card of whom. */
export function ForecastCard({ result, height, open }: CardProps<"forecast">) {
  const own = useWords(FORECAST);
  const { run, tenths } = result;
  const found = run && forecastOf(run);
  if (!run || !found) return <Empty title={own.never}>{own.neverWhy}</Empty>;
  const tall = height > 300;
  return (
    <OpensPlace value={open}>
      <div className="stack tight">
        <p className="card-said">
          <ForecastSaid found={found} />
        </p>
        {tall || !found.test ? (
          <div className="card-table">
            <TenthsTable
              tenths={tenths.slice(0, tall ? 10 : 4)}
              days={found.horizon}
              alive={found.model !== "nbd"}
              brief
            />
          </div>
        ) : (
          <ForecastWeekly test={found.test} height={height - 30} />
        )}
        <p className="small second">
          {own.until(run.until_on)} · {own.finished} <When at={run.finished_at} />
        </p>
      </div>
    </OpensPlace>
  );
}
