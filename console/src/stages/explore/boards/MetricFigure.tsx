import { language } from "@/lib/language";
import { count, percent, yuanShort } from "@/lib/numbers";
import { Info } from "@/ui/Figures";
import { metricWords } from "@/widgets/metricWords";
import type { Answered } from "@/widgets/useQuestion";

type Metric = Answered<"metric">["result"];

/** A metric as one figure, with what it was made of below it. */
export function MetricFigure({ result }: { result: Metric }) {
  const chosen = language.use();
  const { metric } = result.metric;
  const parts =
    result.denominator === null
      ? ""
      : `${written(result.numerator, metric.unit === "fen" ? "fen" : "times", chosen)} / ${count(result.denominator, chosen)}`;
  return (
    <div className="board-metric">
      <span className="row tight">
        <b>{written(result.value, metric.unit, chosen)}</b>
        <Info>{metricWords(metric, chosen).formula}</Info>
      </span>
      <span className="second small">{parts || "\u00a0"}</span>
    </div>
  );
}

function written(value: number | null, unit: string, chosen: "zh" | "en"): string {
  if (value === null) return "–";
  if (unit === "share") return percent(value);
  if (unit === "fen") return yuanShort(Math.round(value), chosen);
  const figure = count(Math.round(value * 100) / 100, chosen);
  if (unit !== "people" || chosen === "en") return figure;
  return /\d$/.test(figure) ? `${figure} 人` : `${figure}人`;
}
