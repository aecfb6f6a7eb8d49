import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber, Select } from "antd";
import { useWords } from "@/lib/language";
import { useScripts } from "@/widgets/scripts";
import { WORDS } from "./sops.copy";
import type { Step } from "./work.api";

const HOURS = Array.from({ length: 29 }, (_, half) => {
  const value = `${String(8 + Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`;
  return { value, label: value };
});

interface StepsProps {
  steps: Step[];
  dated: boolean;
  onChange: (steps: Step[]) => void;
}

/** Steps as sentences: on which day, between which hours, staff do what, with which script. */
export function StepsField({ steps, dated, onChange }: StepsProps) {
  const words = useWords(WORDS);
  const scripts = useScripts("").data?.filter((one) => !one.own) ?? [];
  const put = (place: number, change: Partial<Step>) =>
    onChange(steps.map((one, at) => (at === place ? { ...one, ...change } : one)));
  const last = steps.at(-1);
  const another = (): Step => ({
    words: "",
    day: dated ? null : (last?.day ?? 0) + 1,
    on: dated ? (last?.on ?? null) : null,
    at: last?.at ?? "10:00",
    until: last?.until ?? "20:00",
    script: null,
  });
  return (
    <div className="stack">
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the plan
        <fieldset key={place} className="work-step">
          <div className="row">
            <b>{words.stepOf(place + 1)}</b>
            {dated ? (
              <Input
                type="date"
                style={{ width: 150 }}
                value={step.on ?? ""}
                aria-label={words.date}
                onChange={(event) => put(place, { on: event.target.value || null })}
              />
            ) : (
              <InputNumber
                min={0}
                max={365}
                precision={0}
                prefix={words.dayBefore}
                suffix={words.dayBehind}
                style={{ width: 130 }}
                value={step.day}
                aria-label={words.day}
                onChange={(day) => put(place, { day: day ?? 0 })}
              />
            )}
            <Select
              style={{ width: 92 }}
              value={step.at}
              aria-label={words.at}
              onChange={(at) => put(place, { at })}
              options={HOURS}
            />
            <span>{words.to}</span>
            <Select
              style={{ width: 92 }}
              value={step.until}
              aria-label={words.until}
              onChange={(until) => put(place, { until })}
              options={HOURS}
            />
            {steps.length > 1 && (
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={words.removeStep(place + 1)}
                onClick={() => onChange(steps.filter((_, at) => at !== place))}
              />
            )}
          </div>
          <Input.TextArea
            value={step.words}
            maxLength={1000}
            autoSize={{ minRows: 2 }}
            placeholder={words.stepHint}
            aria-label={words.what}
            onChange={(event) => put(place, { words: event.target.value })}
          />
          <Select
            allowClear
            value={step.script ?? undefined}
            placeholder={words.script}
            aria-label={words.script}
            showSearch={{ optionFilterProp: "label" }}
            onChange={(script) => put(place, { script: script ?? null })}
            options={scripts.map((one) => ({ value: one.id, label: one.title }))}
          />
        </fieldset>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => onChange([...steps, another()])}>
        {words.addStep}
      </Button>
    </div>
  );
}
