import { useNavigate } from "@tanstack/react-router";
import { Button, Drawer, Input, InputNumber, Select } from "antd";
import { type ReactNode, useDeferredValue, useState } from "react";
import { copy, language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Answer } from "@/widgets/Answer";
import { CHANNEL_NAMES, channelName } from "@/widgets/names";
import { useAct } from "@/widgets/useAct";
import { armsOf } from "./experiments";
import { act, EXPERIMENTS_KEY, type NewPlan, useSize } from "./experiments.api";
import { EXPERIMENTS } from "./experiments.copy";
import { figure } from "./measured";
import { useSegmentNames } from "./segments.api";

type Outcome = NewPlan["goal"]["outcome"];

const OUTCOMES: Record<string, Outcome> = {
  bought: { of: "orders", measure: "bought" },
  count: { of: "orders", measure: "count" },
  net_fen: { of: "orders", measure: "net_fen" },
  added: { of: "events", events: ["Contact Added"], measure: "did" },
  replied: { of: "events", events: ["Message Replied"], measure: "did" },
  joined: { of: "events", events: ["Member Joined"], measure: "did" },
};
const GUARDS: Record<string, Outcome> = {
  deleted: { of: "events", events: ["Contact Deleted Staff"], measure: "did" },
  unsubscribed: { of: "events", events: ["Unsubscribed"], measure: "did" },
};
const ARMS = copy({ control: "对照", treatment: "做法" }, { control: "Control", treatment: "Treatment" });

interface Draft {
  name: string;
  note: string;
  outcome: string;
  change: number;
  control: number;
  arms: string[];
  window: number;
  held: string;
  people: string;
  guards: string[];
}

/** Sets an experiment out, and says while one does so whether there are enough people. */
export function ExperimentPlan({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords(EXPERIMENTS);
  return (
    <Drawer open={open} onClose={onClose} title={words.plan} size={520} destroyOnHidden>
      {open && <Form onClose={onClose} />}
    </Drawer>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const words = useWords(EXPERIMENTS);
  const { fields } = words;
  const names = useWords(ARMS);
  const chosen = language.use();
  const navigate = useNavigate();
  const segments = useSegmentNames();
  const [draft, setDraft] = useState<Draft>({
    name: "",
    note: "",
    outcome: "bought",
    change: 20,
    control: 50,
    arms: [names.control, names.treatment],
    window: 14,
    held: "",
    people: "",
    guards: ["deleted"],
  });
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const sized = useDeferredValue(draft);
  const outcome = OUTCOMES[sized.outcome] as Outcome;
  const size = useSize({
    outcome,
    change: sized.change / 100,
    window_days: sized.window,
    arms: Math.max(2, sized.arms.length),
    people: sized.people || undefined,
  });
  const create = useAct({
    act: () => act.create(planOf(draft, words, size.data?.units_per_arm_adjusted ?? 2500)),
    stale: [[...EXPERIMENTS_KEY]],
    done: words.createdDone,
    after: (made) => {
      onClose();
      void navigate({ to: "/experiments/$ref", params: { ref: String(made.id) } });
    },
  });
  const options = (labels: Record<string, string>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
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
        <Input value={draft.note} aria-label={fields.note} onChange={(event) => set({ note: event.target.value })} />
      </Field>
      <Field label={fields.arms} hint={fields.armsHow}>
        <Select
          mode="tags"
          maxCount={10}
          aria-label={fields.arms}
          value={draft.arms}
          onChange={(arms: string[]) => set({ arms })}
          open={false}
          suffixIcon={null}
        />
      </Field>
      <div className="row nowrap" style={{ alignItems: "flex-start", gap: 16 }}>
        <Field label={fields.outcome}>
          <Select
            aria-label={fields.outcome}
            value={draft.outcome}
            onChange={(value: string) => set({ outcome: value })}
            options={options(words.outcomes)}
          />
        </Field>
        <Numbered
          label={fields.change}
          value={draft.change}
          min={1}
          max={300}
          unit="%"
          onChange={(change) => set({ change })}
        />
      </div>
      <div className="row nowrap" style={{ alignItems: "flex-start", gap: 16 }}>
        <Numbered
          label={fields.control}
          value={draft.control}
          min={1}
          max={90}
          unit="%"
          onChange={(control) => set({ control })}
        />
        <Numbered label={fields.window} value={draft.window} min={1} max={365} onChange={(window) => set({ window })} />
      </div>
      <section className="size-box">
        <h3>{words.size}</h3>
        <Answer query={size} loading={86}>
          {(found) => (
            <>
              <b className={found.enough ? "" : "short"}>
                {words.needed(
                  count(found.units_per_arm_adjusted, chosen),
                  draft.arms.length,
                  count(found.units_per_arm_adjusted * draft.arms.length, chosen),
                )}
              </b>
              <span>{found.enough ? words.enough : words.notEnough(percent(found.visible))}</span>
              <span className="second small">
                {words.have(count(found.people, chosen))} · {words.base(figure(found.base, unitOfOutcome(outcome)))} ·
                {words.power}
              </span>
            </>
          )}
        </Answer>
      </section>
      <Field label={fields.guard}>
        <Select
          mode="multiple"
          aria-label={fields.guard}
          value={draft.guards}
          onChange={(guards: string[]) => set({ guards })}
          options={options(words.guards)}
        />
      </Field>
      <Field label={fields.held}>
        <Select
          aria-label={fields.held}
          value={draft.held}
          onChange={(held: string) => set({ held })}
          options={[
            { value: "", label: fields.heldNone },
            ...CHANNEL_NAMES.map((value) => ({ value, label: channelName(value, chosen) })),
          ]}
        />
      </Field>
      <Field label={fields.people}>
        <Select
          aria-label={fields.people}
          value={draft.people}
          onChange={(people: string) => set({ people })}
          options={[{ value: "", label: words.everybody }, ...segments.map((value) => ({ value, label: value }))]}
        />
      </Field>
      <Button
        type="primary"
        disabled={!draft.name.trim() || draft.arms.length < 2}
        title={draft.name.trim() ? undefined : words.noName}
        loading={create.isPending}
        onClick={() => create.mutate()}
      >
        {words.create}
      </Button>
    </div>
  );
}

function planOf(
  draft: Draft,
  words: { outcomes: Record<string, string>; guards: Record<string, string> },
  each: number,
): NewPlan {
  return {
    name: draft.name.trim(),
    note: draft.note.trim(),
    arms: armsOf(draft.arms, draft.control),
    goal: {
      name: words.outcomes[draft.outcome] ?? draft.outcome,
      outcome: OUTCOMES[draft.outcome] as Outcome,
      better: "up",
    },
    guardrails: draft.guards.map((one) => ({
      name: words.guards[one] ?? one,
      outcome: GUARDS[one] as Outcome,
      better: "down" as const,
    })),
    window_days: draft.window,
    planned_units: Math.max(2, Math.min(2 ** 31, each * draft.arms.length)),
    people: draft.people || null,
    held_out: draft.held ? { by: "channel", value: draft.held } : null,
  };
}

function unitOfOutcome(outcome: Outcome): "share" | "fen" | "count" {
  if (outcome.measure === "net_fen") return "fen";
  return outcome.measure === "count" ? "count" : "share";
}

function Field({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control inside carries the name itself
    <label className="stack tight" style={{ flex: 1 }}>
      <span className="small second">{label}</span>
      {children}
      {hint && <span className="small second">{hint}</span>}
    </label>
  );
}

interface NumberedProps {
  label: string;
  value: number;
  min: number;
  max: number;
  unit?: string;
  onChange: (value: number) => void;
}

function Numbered({ label, value, min, max, unit, onChange }: NumberedProps) {
  return (
    <Field label={label}>
      <InputNumber
        aria-label={label}
        style={{ width: "100%" }}
        value={value}
        min={min}
        max={max}
        suffix={unit}
        onChange={(given) => given !== null && onChange(Number(given))}
      />
    </Field>
  );
}
