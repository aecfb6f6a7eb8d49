import { Segmented } from "antd";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Chart } from "@/ui/Chart";
import { Info } from "@/ui/Figures";
import { compared, MEASURES, type Measure, ours, over, written } from "./activity";
import type { Activity } from "./activity.api";
import { ACTIVITY } from "./activity.copy";

interface TrendProps {
  found: Activity;
  measure: Measure;
  onMeasure: (measure: Measure) => void;
}

/** One figure by day, ours in color and WeCom's in gray, and in words how the two stand. */
export function ActivityTrend({ found, measure, onMeasure }: TrendProps) {
  const words = useWords(ACTIVITY);
  const own = ours(measure, found.hears_chats);
  const line = { type: "line", symbolSize: 5, connectNulls: false };
  return (
    <div className="activity-trend">
      <div className="row">
        <Segmented
          value={measure}
          onChange={onMeasure}
          options={MEASURES.map((value) => ({ value, label: words.measures[value] }))}
        />
        <Info>{words.hows[measure]}</Info>
      </div>
      <Sentence found={found} measure={measure} />
      <Chart
        height={220}
        label={words.trend(words.measures[measure])}
        option={{
          grid: { left: 44, right: 12, top: 34, bottom: 24 },
          legend: { top: 0, left: 0 },
          tooltip: { trigger: "axis" },
          xAxis: { type: "category", data: found.days.map((one) => one.day.slice(5)) },
          yAxis: { type: "value", minInterval: measure === "replied" || measure === "first_reply" ? undefined : 1 },
          series: [
            ...(own ? [{ ...line, name: words.ours, data: found.days.map((one) => one.ours[measure]) }] : []),
            {
              ...line,
              name: words.theirs,
              data: found.days.map((one) => one.theirs[measure]),
              color: "#8A979C",
              lineStyle: { type: "dashed" },
            },
          ],
        }}
      />
    </div>
  );
}

function Sentence({ found, measure }: { found: Activity; measure: Measure }) {
  const words = useWords(ACTIVITY);
  const chosen = language.use();
  const told = found.days.filter((one) => one.staff > 0);
  const sum = (of: "theirs" | "ours") =>
    over(
      (told.length ? told : found.days).map((one) => one[of][measure]),
      measure,
    );
  const theirs = sum("theirs");
  const own = ours(measure, found.hears_chats) ? sum("ours") : null;
  const said = (value: number | null) => {
    const text = written(measure, value, (whole) => count(whole, chosen));
    return measure === "first_reply" ? words.minutes(text) : text;
  };
  const how = compared(measure, theirs, own);
  return (
    <p className="activity-said">
      <b>{words.pair(said(theirs), said(own))}</b>
      {told.length > 0 && <Info>{words.toldOnly(told.length)}</Info>}
      {"　"}
      <span className="second">
        {how === "same"
          ? words.same
          : how !== "unknown"
            ? words.why[measure][how]
            : theirs === null
              ? words.unread
              : words.only}
      </span>
    </p>
  );
}
