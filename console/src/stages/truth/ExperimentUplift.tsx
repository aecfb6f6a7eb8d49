import { Select } from "antd";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { type Experiment, type Report, unitOf } from "./experiments";
import { EXPERIMENTS } from "./experiments.copy";
import { bounds, difference } from "./measured";
import { useSegmentNames } from "./segments.api";

interface UpliftProps {
  experiment: Experiment;
  report: Report;
  segments: string[];
  onSegments: (segments: string[]) => void;
  busy: boolean;
}

/** For whom does it work: the same comparison inside segments and outside. */
export function ExperimentUplift({ experiment, report, segments, onSegments, busy }: UpliftProps) {
  const words = useWords(EXPERIMENTS);
  const chosen = language.use();
  const names = useSegmentNames();
  const goal = report.goals[0];
  if (!goal) return null;
  const unit = unitOf(experiment, goal);
  return (
    <Card
      flush={report.segments.length > 0}
      title={
        <>
          {words.uplift}
          <Info>{words.upliftHow}</Info>
        </>
      }
      extra={
        <Select
          mode="multiple"
          maxCount={10}
          loading={busy}
          aria-label={words.upliftPick}
          placeholder={words.upliftPick}
          style={{ minWidth: 220 }}
          value={segments}
          onChange={onSegments}
          options={names.map((value) => ({ value, label: value }))}
        />
      }
    >
      {report.segments.length ? (
        <table className="heat">
          <thead>
            <tr>
              <th>{words.segment}</th>
              <th />
              <th className="number">{words.units}</th>
              <th className="number">{words.difference}</th>
              <th className="number" />
              <th className="number">{words.pBh}</th>
            </tr>
          </thead>
          <tbody>
            {report.segments.map((one) => (
              <tr key={`${one.segment}-${one.inside}`}>
                <th scope="row">{one.segment}</th>
                <td>{one.inside ? words.inside : words.outside}</td>
                <td className="number">{count(one.control_units + one.treatment_units, chosen)}</td>
                <td className="number">{difference(one.difference.value, unit, chosen)}</td>
                <td className="number second">{bounds(one.difference, unit)}</td>
                <td className="number second">{one.p_bh === null ? "–" : one.p_bh.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="second">{words.noUplift}</p>
      )}
    </Card>
  );
}
