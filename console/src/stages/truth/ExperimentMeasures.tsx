import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useCallback } from "react";
import { useWords } from "@/lib/language";
import { useEventNames } from "@/widgets/dictionary";
import {
  type Better,
  type Draft,
  type Measured,
  nameOf,
  OUTCOMES,
  type Outcome,
  type OutcomeName,
} from "./experiments.draft";
import { EventsSelect } from "./fields";
import { PLAN } from "./plan.copy";

/** What an outcome is called: by its own name, or by its events. */
export function useOutcomeNames(): (outcome: Outcome) => string {
  const words = useWords(PLAN);
  const { name } = useEventNames();
  return useCallback(
    (outcome) => {
      const known = nameOf(outcome);
      if (known !== "own") return words.outcomes[known] ?? known;
      const events = outcome.of === "events" ? outcome.events.map(name).join("、") : "";
      return (outcome.measure === "count" ? words.often(events) : events).slice(0, 60);
    },
    [words, name],
  );
}

interface MeasuresProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

/** What decides, what is looked at beside it, and what must not get worse. */
export function ExperimentMeasures({ draft, onChange }: MeasuresProps) {
  const { fields } = useWords(PLAN);
  return (
    <>
      <fieldset className="plan-part">
        <legend className="small second">{fields.outcome}</legend>
        <One value={draft.goal} label={fields.outcome} onChange={(goal) => onChange({ goal })} />
      </fieldset>
      <Several
        label={fields.others}
        better="up"
        value={draft.others}
        onChange={(others) => onChange({ others })}
        begin={OUTCOMES.count}
      />
      <Several
        label={fields.guard}
        better="down"
        value={draft.guards}
        onChange={(guards) => onChange({ guards })}
        begin={OUTCOMES.unsubscribed}
      />
    </>
  );
}

interface SeveralProps {
  label: string;
  better: Better;
  begin: Outcome;
  value: Measured[];
  onChange: (value: Measured[]) => void;
}

function Several({ label, better, begin, value, onChange }: SeveralProps) {
  const { fields } = useWords(PLAN);
  return (
    <fieldset className="plan-part">
      <legend className="small second">{label}</legend>
      {value.map((one, place) => (
        <One
          // biome-ignore lint/suspicious/noArrayIndexKey: metrics are chosen just now; their place is their key
          key={`${place}/${value.length}`}
          label={`${label} ${place + 1}`}
          value={one}
          onChange={(next) => onChange(value.map((old, at) => (at === place ? next : old)))}
          onRemove={() => onChange(value.filter((_, at) => at !== place))}
        />
      ))}
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        style={{ justifySelf: "start" }}
        disabled={value.length >= 20}
        onClick={() => onChange([...value, { name: "", outcome: begin, better }])}
      >
        {fields.addMeasure}
      </Button>
    </fieldset>
  );
}

interface OneProps {
  label: string;
  value: Measured;
  onChange: (value: Measured) => void;
  onRemove?: () => void;
}

function One({ label, value, onChange, onRemove }: OneProps) {
  const words = useWords(PLAN);
  const { fields } = words;
  const { outcome } = value;
  const known = nameOf(outcome);
  const events = outcome.of === "events" ? outcome : undefined;
  // another outcome has another name, and is called by it until the author says otherwise
  const put = (next: Outcome): void => onChange({ ...value, name: "", outcome: next });
  const choose = (name: OutcomeName): void =>
    put(name === "own" ? { of: "events", events: [], measure: "did" } : (OUTCOMES[name] as Outcome));
  return (
    <div className="stack tight">
      <div className="row nowrap">
        <Select<OutcomeName>
          aria-label={label}
          style={{ flex: 1, minWidth: 0 }}
          value={known}
          onChange={choose}
          options={[...(Object.keys(OUTCOMES) as OutcomeName[]), "own" as const].map((name) => ({
            value: name,
            label: words.outcomes[name] ?? name,
          }))}
        />
        <Select<Better>
          aria-label={fields.better(label)}
          style={{ width: 132, flex: "none" }}
          value={value.better}
          onChange={(better) => onChange({ ...value, better })}
          options={(["up", "down"] as const).map((one) => ({ value: one, label: fields.betters[one] }))}
        />
        {onRemove && (
          <Button type="text" icon={<CloseOutlined />} aria-label={fields.removeMeasure(label)} onClick={onRemove} />
        )}
      </div>
      {known === "own" && events && (
        <div className="row nowrap">
          <div style={{ flex: 1, minWidth: 0 }}>
            <EventsSelect
              label={fields.events}
              value={events.events}
              onChange={(chosen) => put({ ...events, events: chosen })}
            />
          </div>
          <Select<"did" | "count">
            aria-label={fields.measure}
            style={{ width: 132, flex: "none" }}
            value={events.measure}
            onChange={(measure) => put({ ...events, measure })}
            options={(["did", "count"] as const).map((one) => ({ value: one, label: fields.measures[one] }))}
          />
        </div>
      )}
    </div>
  );
}
