import { Alert, Button, Drawer, Form, Input, Select } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { LimitsField } from "./LimitsField";
import { Preview } from "./Preview";
import { StepsField } from "./StepsField";
import { WORDS } from "./sops.copy";
import { WhoseField } from "./WhoseField";
import { act, type Plan, SOPS, type Sop, useStaff } from "./work.api";

const FRESH: Plan = {
  name: "",
  begin: "added",
  steps: [{ words: "", day: 0, on: null, at: "10:00", until: "20:00", script: null }],
  staff: [],
  units: [],
  segment: "",
  most_a_day: 20,
  rest_weekdays: [],
  rest_days: [],
  ends_on_order: false,
};

const PERSONAL: Plan["begin"][] = ["added", "first_order", "segment"];
const GROUP: Plan["begin"][] = ["opened", "dates"];

/** A SOP: whose customers, from when days are counted, and its steps as sentences; below, what somebody gets. */
export function SopForm({ sop, onClose }: { sop: Sop | null; onClose: () => void }) {
  const words = useWords(WORDS);
  const [key] = useState(() => crypto.randomUUID());
  const [plan, setPlan] = useState<Plan>(sop?.plan ?? FRESH);
  const put = (change: Partial<Plan>) => setPlan({ ...plan, ...change });
  const staff = useStaff().data?.filter((one) => !one.left_at) ?? [];
  const corps = [...new Set(staff.map((one) => one.corp))];
  const [corp, setCorp] = useState<string | undefined>(sop?.corp);
  const where = corp ?? corps[0] ?? "";
  const whole = plan.name.trim() !== "" && plan.steps.length > 0 && plan.steps.every((one) => one.words.trim());
  const save = useAct({
    act: () => (sop ? act.change(sop.id, { plan, version: sop.version }) : act.begin({ corp: where, plan, key })),
    stale: [SOPS],
    done: sop ? words.sopChanged : words.sopBegun,
    after: onClose,
  });
  const begins = sop && GROUP.includes(sop.plan.begin) ? GROUP : sop ? PERSONAL : [...PERSONAL, ...GROUP];
  return (
    <Drawer
      open
      size={640}
      title={sop ? words.changeOf(sop.plan.name) : words.newSop}
      onClose={onClose}
      footer={
        <Button type="primary" disabled={!whole || !where} loading={save.isPending} onClick={() => save.mutate()}>
          {sop ? words.save : words.beginIt}
        </Button>
      }
    >
      <Form layout="vertical" className="stack">
        {sop && <Alert type="info" showIcon title={words.changeWhy} />}
        <Form.Item label={words.name}>
          <Input
            value={plan.name}
            maxLength={100}
            aria-label={words.name}
            onChange={(event) => put({ name: event.target.value })}
          />
        </Form.Item>
        {!sop && corps.length > 1 && (
          <Form.Item label={words.corp}>
            <Select value={where} onChange={setCorp} options={corps.map((value) => ({ value, label: value }))} />
          </Form.Item>
        )}
        <Form.Item label={words.begin} extra={words.beginWhy[plan.begin]}>
          <Select
            value={plan.begin}
            aria-label={words.begin}
            onChange={(begin) => put(begun(plan, begin))}
            options={begins.map((value) => ({ value, label: words.begins[value] }))}
          />
        </Form.Item>
        <WhoseField plan={plan} corp={where} onChange={put} />
        <StepsField steps={plan.steps} dated={plan.begin === "dates"} onChange={(steps) => put({ steps })} />
        <LimitsField plan={plan} onChange={put} />
        {whole && <Preview plan={plan} />}
      </Form>
    </Drawer>
  );
}

/** Steps have a date where the SOP goes by dates, and a day where it does not. */
function begun(plan: Plan, begin: Plan["begin"]): Partial<Plan> {
  const dated = begin === "dates";
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return {
    begin,
    segment: begin === "segment" ? plan.segment : "",
    ends_on_order: (begin === "added" || begin === "segment") && plan.ends_on_order,
    steps: plan.steps.map((one) =>
      dated ? { ...one, day: null, on: one.on ?? today } : { ...one, on: null, day: one.day ?? 0 },
    ),
  };
}
