import { useNavigate } from "@tanstack/react-router";
import { Button, Drawer, Input, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { type Draft, drafted, EMPTY, KINDS } from "./metric.draft";
import type { Unit } from "./metrics";
import { act, METRICS_KEY } from "./metrics.api";
import { METRICS } from "./metrics.copy";

/** Defines a metric of the brand's own: what is counted, over what, and the sentence for it. */
export function MetricForm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords(METRICS);
  return (
    <Drawer open={open} onClose={onClose} title={words.plan} size={480} destroyOnHidden>
      {open && <Form onClose={onClose} />}
    </Drawer>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const words = useWords(METRICS);
  const { fields } = words;
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const metric = drafted(draft);
  const define = useAct({
    act: act.define,
    stale: [[...METRICS_KEY]],
    done: words.saved,
    after: (made) => {
      onClose();
      void navigate({ to: "/metric-dictionary/$name", params: { name: made.metric.name } });
    },
  });
  const kinds = KINDS.map((value) => ({ value, label: fields.kinds[value] ?? value }));
  return (
    <div className="stack" style={{ gap: 16 }}>
      <Field label={fields.chinese}>
        <Input
          aria-label={fields.chinese}
          value={draft.chinese}
          onChange={(event) => set({ chinese: event.target.value })}
        />
      </Field>
      <Field label={fields.name}>
        <Input aria-label={fields.name} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={fields.formula}>
        <Input.TextArea
          rows={2}
          aria-label={fields.formula}
          value={draft.formula}
          onChange={(event) => set({ formula: event.target.value })}
        />
      </Field>
      <Field label={fields.numerator}>
        <Select
          aria-label={fields.numerator}
          value={draft.above}
          options={kinds}
          onChange={(above) => set({ above })}
        />
      </Field>
      {eventful(draft.above) && (
        <Events label={fields.events} value={draft.aboveEvents} onChange={(aboveEvents) => set({ aboveEvents })} />
      )}
      <Field label={fields.denominator}>
        <Select
          aria-label={fields.denominator}
          value={draft.below}
          options={[{ value: "", label: fields.noDenominator }, ...kinds]}
          onChange={(below) => set({ below })}
        />
      </Field>
      {eventful(draft.below) && (
        <Events label={fields.events} value={draft.belowEvents} onChange={(belowEvents) => set({ belowEvents })} />
      )}
      <Field label={fields.unit}>
        <Select<Unit>
          aria-label={fields.unit}
          value={draft.unit}
          options={(["people", "times", "fen", "share", "ratio"] as const).map((value) => ({
            value,
            label: words.units[value] ?? value,
          }))}
          onChange={(unit) => set({ unit })}
        />
      </Field>
      <Field label={fields.owner}>
        <Input aria-label={fields.owner} value={draft.owner} onChange={(event) => set({ owner: event.target.value })} />
      </Field>
      <Button
        type="primary"
        disabled={!metric}
        loading={define.isPending}
        onClick={() => metric && define.mutate(metric)}
      >
        {words.save}
      </Button>
    </div>
  );
}

function eventful(kind: string): boolean {
  return kind === "did" || kind === "times";
}

function Events({ label, value, onChange }: { label: string; value: string[]; onChange: (value: string[]) => void }) {
  return (
    <Field label={label}>
      <Select mode="tags" aria-label={label} value={value} onChange={onChange} open={false} suffixIcon={null} />
    </Field>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control inside carries the name itself
    <label className="stack tight">
      <span className="small second">{label}</span>
      {children}
    </label>
  );
}
