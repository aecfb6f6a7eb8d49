import { language, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import type { CardProps } from "@/widgets/cards";
import { OpensPlace } from "../Counted";
import { ExperimentMetric } from "../ExperimentGoals";
import { ExperimentSaid } from "../ExperimentSaid";
import { type Experiment, type Report, unitOf } from "../experiments";
import { EXPERIMENTS } from "../experiments.copy";
import "../truth.css";

/** What came of an experiment, on a board: the verdict and its goal, on a tall card what must not get worse too. */
export function ExperimentCard({ result, height, open }: CardProps<"experiment">) {
  const words = useWords(EXPERIMENTS);
  const chosen = language.use();
  const experiment = result.experiment as unknown as Experiment;
  const report = result.report as unknown as Report | null;
  if (!report)
    return (
      <Empty title={experiment.started_at ? words.tooFew : words.notBegun}>
        {experiment.started_at ? words.tooFewWhy : words.startWhy}
      </Empty>
    );
  const shown = height > 300 ? report.goals : report.goals.slice(0, 1);
  const hidden = report.goals.slice(shown.length);
  const harm = hidden.some((goal) => goal.comparisons.some((one) => one.harm));
  return (
    <OpensPlace value={open}>
      <div className="stack">
        <p className="card-said">
          <ExperimentSaid experiment={experiment} report={report} />
        </p>
        {shown.map((goal) => (
          <section key={goal.name} aria-label={goal.name}>
            <div className="row between small">
              <span>
                {goal.name} <Chip tone={goal.role === "guardrail" ? "look" : "plain"}>{words.role[goal.role]}</Chip>
              </span>
              {goal.comparisons.some((one) => one.harm) && <Chip tone="bad">{words.harm}</Chip>}
            </div>
            <div className="card-table">
              <ExperimentMetric goal={goal} unit={unitOf(experiment, goal)} cells={result.cells} />
            </div>
          </section>
        ))}
        {hidden.length > 0 && (
          <p className="small second">
            {words.more(hidden.map((goal) => goal.name).join(chosen === "zh" ? "、" : ", "))}{" "}
            {harm && <Chip tone="bad">{words.harm}</Chip>}
          </p>
        )}
      </div>
    </OpensPlace>
  );
}
