import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Chip } from "@/ui/Chip";
import { Info } from "@/ui/Figures";
import { TONES } from "./ExperimentsPage";
import { type Experiment, type Report, unitOf, verdictOf } from "./experiments";
import { EXPERIMENTS } from "./experiments.copy";
import { bounds, difference } from "./measured";

/** How far an experiment is, and what may be said of its goal: the first treatment beside the control. */
export function ExperimentSaid({ experiment, report }: { experiment: Experiment; report: Report | null | undefined }) {
  const words = useWords(EXPERIMENTS);
  const chosen = language.use();
  const goal = report?.goals[0];
  const one = goal?.comparisons[0];
  const state = <Chip tone={experiment.state === "running" ? "plain" : "quiet"}>{words.state[experiment.state]}</Chip>;
  if (!report || !goal || !one) return state;
  const verdict = verdictOf(goal, one);
  const unit = unitOf(experiment, goal);
  const least = count(Math.min(...goal.arms.map((arm) => arm.units)), chosen);
  const said = words.says[verdict](
    one.treatment,
    goal.arms[0]?.name ?? "",
    least,
    difference(one.cuped.always_valid_difference.value, unit, chosen),
    bounds(one.cuped.always_valid_difference, unit),
  );
  return (
    <>
      {state} <Chip tone={report.sample_ratio.mismatch ? "bad" : TONES[verdict]}>{words.chip[verdict]}</Chip>{" "}
      {report.sample_ratio.mismatch ? words.mismatch : said}
      <Info>{words.causalHow}</Info>
    </>
  );
}
