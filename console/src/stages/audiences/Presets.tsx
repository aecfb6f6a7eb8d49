import { Link } from "@tanstack/react-router";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Count } from "@/ui/Figures";
import { Mark } from "@/ui/Mark";
import { useCount } from "./audiences.api";
import { PRESETS, type Preset } from "./language/presets";
import { WORDS } from "./list.copy";

interface PresetsProps {
  first: boolean;
  taken: ReadonlySet<string>;
  /** Where an editor is open already, it is filled; else one is opened. */
  onChoose?: (preset: Preset) => void;
}

/** Segments that most brands begin with, each with how many people it has here, now. */
export function Presets({ first, taken, onChoose }: PresetsProps) {
  const words = useWords(WORDS);
  const shown = PRESETS.filter((one) => !one.name.some((name) => taken.has(name)));
  if (!shown.length) return null;
  return (
    <Card
      title={
        <span className="row">
          {first && <Mark className="mark small-mark" />}
          {words.presets}
        </span>
      }
      extra={<span className="small second">{words.presetsWhy}</span>}
    >
      <div className="presets">
        {shown.map((one) => (
          <One key={one.key} preset={one} onChoose={onChoose} />
        ))}
      </div>
    </Card>
  );
}

function One({ preset, onChoose }: { preset: Preset; onChoose: PresetsProps["onChoose"] }) {
  const place = language.use() === "zh" ? 0 : 1;
  const count = useCount(preset.definition);
  const told = (
    <>
      <span className="row between nowrap">
        <b className="ellipsis" title={preset.name[place]}>
          {preset.name[place]}
        </b>
        <span className="preset-count">
          {count.data ? <Count value={count.data.people} /> : count.error ? "–" : "…"}
        </span>
      </span>
      <span className="small second">{preset.why[place]}</span>
    </>
  );
  if (onChoose)
    return (
      <button type="button" className="preset" onClick={() => onChoose(preset)}>
        {told}
      </button>
    );
  return (
    <Link to="/segments/new" search={{ preset: preset.key }} className="preset">
      {told}
    </Link>
  );
}
