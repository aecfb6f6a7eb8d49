import { useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Drawer, Input, Select } from "antd";
import { useState } from "react";
import { Refused } from "@/api/client";
import { copy, useWords } from "@/lib/language";
import { Conflict } from "@/widgets/Conflict";
import { useAct } from "@/widgets/useAct";
import { ExperimentArms } from "./ExperimentArms";
import { ExperimentHeld } from "./ExperimentHeld";
import { ExperimentMeasures, useOutcomeNames } from "./ExperimentMeasures";
import { ExperimentSize, useUnits } from "./ExperimentSize";
import type { Experiment } from "./experiments";
import { act, EXPERIMENTS_KEY, useExperiment } from "./experiments.api";
import { begun, type Draft, draftOf, lackOf, type Plan, planOf } from "./experiments.draft";
import { Field, Numbered } from "./fields";
import { PLAN } from "./plan.copy";
import { useSegmentNames } from "./segments.api";

const ARMS = copy({ control: "对照", treatment: "做法" }, { control: "Control", treatment: "Treatment" });

interface PlanProps {
  open: boolean;
  onClose: () => void;
  /** A draft to change; without it a new one is set out. */
  known?: Experiment;
}

/** Sets an experiment out, and says while one does so whether there are enough people. */
export function ExperimentPlan({ open, onClose, known }: PlanProps) {
  const words = useWords(PLAN);
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={known ? words.editing(known.plan.name) : words.fresh}
      size={560}
      destroyOnHidden
    >
      {open && <Form known={known} onClose={onClose} />}
    </Drawer>
  );
}

function Form({ known, onClose }: { known: Experiment | undefined; onClose: () => void }) {
  const words = useWords(PLAN);
  const { fields } = words;
  const names = useWords(ARMS);
  const called = useOutcomeNames();
  const navigate = useNavigate();
  const segments = useSegmentNames();
  const [base, setBase] = useState(known);
  const [draft, setDraft] = useState<Draft>(
    known ? draftOf(known.plan as Plan) : begun(names.control, names.treatment),
  );
  const [conflict, setConflict] = useState(false);
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const units = useUnits(draft);
  const lack = lackOf(draft, called);
  const keep = useAct({
    act: async (version: number | undefined) => {
      const plan = planOf(draft, called, units ?? base?.plan.planned_units ?? 5000);
      if (!base || version === undefined) return act.create(plan);
      return act.change(String(base.id), plan, version).catch((error: unknown) => {
        if (!(error instanceof Refused && error.code === "ExperimentChanged")) throw error;
        setConflict(true);
        return null;
      });
    },
    stale: [[...EXPERIMENTS_KEY]],
    done: (kept) => (kept ? (base ? words.changedDone : words.createdDone) : ""),
    after: (kept) => {
      if (!kept) return;
      onClose();
      void navigate({ to: "/experiments/$ref", params: { ref: String(kept.id) } });
    },
  });
  const theirs = useExperiment(String(base?.id ?? ""), conflict);
  return (
    <div className="stack" style={{ gap: 16 }}>
      <Field label={fields.name}>
        <Input
          value={draft.name}
          maxLength={100}
          placeholder={fields.namePlaceholder}
          aria-label={fields.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <Field label={fields.note}>
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={2000}
          value={draft.note}
          aria-label={fields.note}
          onChange={(event) => set({ note: event.target.value })}
        />
      </Field>
      <ExperimentArms draft={draft} onChange={(arms) => set({ arms })} />
      <ExperimentMeasures draft={draft} onChange={set} />
      <div className="row nowrap" style={{ alignItems: "flex-start", gap: 16 }}>
        <Numbered
          label={fields.change}
          value={draft.change}
          min={1}
          max={300}
          unit="%"
          onChange={(change) => set({ change })}
        />
        <Numbered label={fields.window} value={draft.window} min={1} max={365} onChange={(window) => set({ window })} />
        <Numbered label={fields.before} value={draft.before} min={0} max={365} onChange={(before) => set({ before })} />
      </div>
      <ExperimentSize draft={draft} />
      <Field label={fields.people} hint={typeof draft.people === "object" && draft.people ? fields.peopleKept : null}>
        <Select
          aria-label={fields.people}
          value={typeof draft.people === "string" ? draft.people : draft.people ? "kept" : ""}
          onChange={(people: string) => set({ people: people === "kept" ? draft.people : people || null })}
          options={[
            { value: "", label: words.everybody },
            ...(draft.people && typeof draft.people === "object" ? [{ value: "kept", label: fields.conditions }] : []),
            ...segments.map((value) => ({ value, label: value })),
          ]}
        />
      </Field>
      <ExperimentHeld draft={draft} onChange={set} />
      <Checkbox checked={draft.exposed} onChange={(event) => set({ exposed: event.target.checked })}>
        {fields.exposed} <span className="second small">{fields.exposedHow}</span>
      </Checkbox>
      {lack && <p className="lack">{words.lacks[lack]}</p>}
      <Button
        type="primary"
        disabled={lack !== null}
        loading={keep.isPending}
        onClick={() => keep.mutate(base?.version)}
      >
        {base ? words.keep : words.create}
      </Button>
      {conflict && (
        <Conflict
          query={theirs}
          said={(other) => words.theirs(other.version, other.plan.name, other.plan.goal.name)}
          busy={keep.isPending}
          onOver={(other) => keep.mutate(other.version)}
          onTake={(other) => {
            setBase(other);
            setDraft(draftOf(other.plan as Plan));
            setConflict(false);
          }}
          onClose={() => setConflict(false)}
        />
      )}
    </div>
  );
}
