import { language, useWords } from "@/lib/language";
import type { CardProps } from "@/widgets/cards";
import { labelOf } from "../cohorts";
import { ValueCurves } from "../ValueCurves";
import { VALUE } from "../value.copy";
import "../truth.css";

/** What somebody of each cohort has brought by so many days, on a board. */
export function ValueCard({ question, result, height }: CardProps<"value">) {
  const words = useWords(VALUE);
  const chosen = language.use();
  const by = question.by === "month" ? "month" : "channel";
  const cohorts = result.cohorts.map((one) => ({ ...one, label: labelOf(one, by, chosen, words.none) }));
  return <ValueCurves cohorts={cohorts} height={height} />;
}
