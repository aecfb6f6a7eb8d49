import type { CardProps } from "@/widgets/cards";
import { CreditBars, CreditLegend } from "../CreditPlot";
import "../truth.css";

/** What each channel is credited with on a board, as far as the models agree. */
export function CreditCard({ question, result, height }: CardProps<"attribution">) {
  return (
    <div className="stack tight">
      <div className="row">
        <CreditLegend causal={result.lines.some((line) => line.caused)} />
      </div>
      <CreditBars
        lines={result.lines}
        by={question.by ?? "channel"}
        measure="conversions"
        most={height > 300 ? 10 : 6}
        width={720}
      />
    </div>
  );
}
