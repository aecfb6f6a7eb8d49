import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Info } from "@/ui/Figures";
import type { CellOf } from "@/widgets/useCells";
import { Counted } from "./Counted";
import { TONES } from "./ExperimentsPage";
import {
  type Comparison,
  type Experiment,
  edgesOf,
  type Goal,
  type Report,
  type Unit,
  unitOf,
  verdictOf,
} from "./experiments";
import { EXPERIMENTS } from "./experiments.copy";
import { bounds, difference, figure } from "./measured";

/** Every metric: the arms, and how far each is from the control with its interval. */
export function ExperimentGoals({ experiment, report }: { experiment: Experiment; report: Report }) {
  const words = useWords(EXPERIMENTS);
  return (
    <>
      {report.goals.map((goal) => (
        <Card
          key={goal.name}
          title={
            <>
              {goal.name} <Chip tone={goal.role === "guardrail" ? "look" : "plain"}>{words.role[goal.role]}</Chip>
              <Info>{words.causalHow}</Info>
            </>
          }
          extra={goal.comparisons.some((one) => one.harm) && <Chip tone="bad">{words.harm}</Chip>}
          flush
        >
          <ExperimentMetric goal={goal} unit={unitOf(experiment, goal)} cells={cellsOf(experiment)} />
        </Card>
      ))}
    </>
  );
}

interface MetricProps {
  goal: Goal;
  unit: Unit;
  /** Who is counted in each arm. */
  cells: Record<string, CellOf>;
}

/** One metric: its arms, and how far each is from the control. */
export function ExperimentMetric({ goal, unit, cells }: MetricProps) {
  const words = useWords(EXPERIMENTS);
  const chosen = language.use();
  const edges = edgesOf(goal);
  return (
    <table className="heat">
      <thead>
        <tr>
          <th>{words.arm}</th>
          <th className="number">{words.units}</th>
          <th className="number">{words.mean[unit]}</th>
          <th style={{ width: "36%" }}>{words.difference}</th>
          <th />
          <th className="number">{words.p}</th>
        </tr>
      </thead>
      <tbody>
        {goal.arms.map((arm, place) => {
          const one = goal.comparisons[place - 1];
          return (
            <tr key={arm.name}>
              <th scope="row">{arm.name}</th>
              <td className="number">
                <Counted cell={cells[arm.name]} people={arm.units} title={arm.name}>
                  {count(arm.units, chosen)}
                </Counted>
              </td>
              <td className="number">{figure(arm.mean, unit)}</td>
              {one ? (
                <Beside goal={goal} one={one} unit={unit} edges={edges} />
              ) : (
                <>
                  <td>
                    <Forest edges={edges} />
                  </td>
                  <td className="second small">{words.zero}</td>
                  <td />
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function cellsOf(experiment: Experiment): Record<string, CellOf> {
  return Object.fromEntries(experiment.plan.arms.map((arm) => [arm.name, { what: "people", group: arm.name }]));
}

function Beside({ goal, one, unit, edges }: { goal: Goal; one: Comparison; unit: Unit; edges: [number, number] }) {
  const words = useWords(EXPERIMENTS);
  const chosen = language.use();
  const verdict = verdictOf(goal, one);
  const { always_valid_difference: told, always_valid_lift: lift } = one.cuped;
  if (verdict === "nothing")
    return (
      <>
        <td>
          <Forest edges={edges} />
        </td>
        <td className="second small">{words.chip.nothing}</td>
        <td />
      </>
    );
  return (
    <>
      <td>
        <Forest edges={edges} one={one} tone={verdict} />
      </td>
      <td>
        <span className="row tight nowrap">
          <b>{difference(told.value, unit, chosen)}</b>
          <Chip tone={TONES[verdict]}>{words.chip[verdict]}</Chip>
        </span>
        <div className="second small">
          {bounds(told, unit)}
          {lift.value !== null && ` · ${words.lift} ${lift.value > 0 ? "+" : ""}${percent(lift.value)}`}
        </div>
      </td>
      <td className="number second">
        {one.p_holm === null ? "–" : one.p_holm < 0.001 ? "< 0.001" : one.p_holm.toFixed(3)}
      </td>
    </>
  );
}

const WIDTH = 300;

/** An interval on a line with zero: thick is always valid, thin holds for one look. */
function Forest({ edges, one, tone }: { edges: [number, number]; one?: Comparison; tone?: string }) {
  const [low, high] = edges;
  const at = (value: number): number => ((value - low) / (high - low)) * WIDTH;
  const always = one?.cuped.always_valid_difference;
  const once = one?.cuped.difference;
  return (
    <svg className={`forest ${tone ?? ""}`} viewBox={`0 0 ${WIDTH} 26`} aria-hidden="true">
      <line className="rule" x1={0} x2={WIDTH} y1={13} y2={13} />
      <line className="zero" x1={at(0)} x2={at(0)} y1={0} y2={26} />
      {always && once && (
        <>
          <line className="always" x1={at(always.low ?? 0)} x2={at(always.high ?? 0)} y1={13} y2={13} />
          <line className="once" x1={at(once.low ?? 0)} x2={at(once.high ?? 0)} y1={13} y2={13} />
          <circle cx={at(once.value ?? 0)} cy={13} r={4} />
        </>
      )}
    </svg>
  );
}
