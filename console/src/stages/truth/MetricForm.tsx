import { useNavigate } from "@tanstack/react-router";
import { Button, Drawer, Input, Select } from "antd";
import { useState } from "react";
import { Refused } from "@/api/client";
import { language, useWords } from "@/lib/language";
import { Conflict } from "@/widgets/Conflict";
import { metricName, metricWords } from "@/widgets/metricWords";
import { useAct } from "@/widgets/useAct";
import { EventsSelect, Field } from "./fields";
import { type Counted, type Draft, drafted, draftOf, EMPTY, KINDS } from "./metric.draft";
import type { Entry, Metric, Unit } from "./metrics";
import { act, METRICS_KEY, useMetric } from "./metrics.api";
import { METRICS } from "./metrics.copy";

interface FormProps {
  onClose: () => void;
  /** A metric of the brand's own, for its next version; without it a new one is defined. */
  known?: Entry | undefined;
}

/** Defines a metric of the brand's own, or its next version: what is counted, over what, and the sentence for it. */
export function MetricForm({ open, known, onClose }: FormProps & { open: boolean }) {
  const words = useWords(METRICS);
  const chosen = language.use();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={known ? words.editing(metricName(known.metric, chosen)) : words.plan}
      size={480}
      destroyOnHidden
    >
      {open && <Form known={known} onClose={onClose} />}
    </Drawer>
  );
}

function Form({ known, onClose }: FormProps) {
  const words = useWords(METRICS);
  const { fields } = words;
  const chosen = language.use();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>(known ? draftOf(known.metric) : EMPTY);
  const [version, setVersion] = useState(known?.version);
  const [conflict, setConflict] = useState(false);
  const theirs = useMetric(known?.metric.name ?? "", conflict);
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const metric = drafted(draft);
  const keep = useAct({
    act: async ({ metric: given, over }: { metric: Metric; over: number | undefined }) => {
      if (over === undefined) return act.define(given);
      return act.change(given, over).catch((error: unknown) => {
        if (!(error instanceof Refused && error.code === "MetricChanged")) throw error;
        setConflict(true);
        return null;
      });
    },
    stale: [[...METRICS_KEY]],
    done: (kept) => (kept ? (known ? words.changed(kept.version) : words.saved) : ""),
    after: (kept) => {
      if (!kept) return;
      onClose();
      void navigate({ to: "/metric-dictionary/$name", params: { name: kept.metric.name } });
    },
  });
  const field = (name: "chinese" | "name" | "owner" | "window") => (
    <Field label={fields[name]}>
      <Input
        aria-label={fields[name]}
        value={draft[name]}
        disabled={name === "name" && known !== undefined}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  );
  const text = (name: "formula" | "formulaEnglish" | "note") => (
    <Field label={fields[name]}>
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        aria-label={fields[name]}
        value={draft[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <div className="stack" style={{ gap: 16 }}>
      {field("chinese")}
      {field("name")}
      {text("formula")}
      {text("formulaEnglish")}
      <Counting label={fields.numerator} value={draft.above} onChange={(above) => set({ above })} />
      <Counting label={fields.denominator} value={draft.below} optional onChange={(below) => set({ below })} />
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
      {field("window")}
      {field("owner")}
      {text("note")}
      {known && <p className="second small">{words.changeWhy}</p>}
      <Button
        type="primary"
        disabled={!metric}
        loading={keep.isPending}
        onClick={() => metric && keep.mutate({ metric, over: version })}
      >
        {known ? words.keep : words.save}
      </Button>
      {conflict && metric && (
        <Conflict
          query={theirs}
          said={(other) => words.theirs(other.version, metricWords(other.metric, chosen).formula)}
          busy={keep.isPending}
          onOver={(other) => keep.mutate({ metric, over: other.version })}
          onTake={(other) => {
            setDraft(draftOf(other.metric));
            setVersion(other.version);
            setConflict(false);
          }}
          onClose={() => setConflict(false)}
        />
      )}
    </div>
  );
}

interface CountingProps {
  label: string;
  value: Counted;
  optional?: boolean;
  onChange: (value: Counted) => void;
}

function Counting({ label, value, optional = false, onChange }: CountingProps) {
  const { fields } = useWords(METRICS);
  const kinds: Counted["kind"][] = [
    ...(optional ? ([""] as const) : []),
    ...KINDS,
    ...(value.kept ? (["kept"] as const) : []),
  ];
  return (
    <>
      <Field label={label}>
        <Select<Counted["kind"]>
          aria-label={label}
          value={value.kind}
          options={kinds.map((kind) => ({
            value: kind,
            label: kind ? (fields.kinds[kind] ?? kind) : fields.noDenominator,
          }))}
          onChange={(kind) => onChange({ ...value, kind })}
        />
      </Field>
      {(value.kind === "did" || value.kind === "times") && (
        <Field label={fields.events}>
          <EventsSelect
            label={fields.events}
            value={value.events}
            onChange={(events) => onChange({ ...value, events })}
          />
        </Field>
      )}
    </>
  );
}
