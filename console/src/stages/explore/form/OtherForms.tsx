import { Select } from "antd";
import { useWords } from "@/lib/language";
import type { Ask } from "../question";
import { EventField } from "./EventField";
import { PropertySelect } from "./FilterLine";
import { Choice, Duration, Field, Part, Text } from "./fields";
import { FORM } from "./form.words";
import { numbersIn } from "./lists";

interface FormProps<A> {
  ask: A;
  onChange: (ask: A) => void;
}

const OFS = ["count", "sum", "value", "hour", "weekday"] as const;
const CLOCK = new Set(["hour", "weekday"]);

export function DistributionForm({ ask, onChange }: FormProps<Ask<"distribution">>) {
  const words = useWords(FORM);
  const of = ask.of ?? "count";
  const measures = of === "sum" || of === "value";
  return (
    <Part title={words.events}>
      <EventField value={ask.events} onChange={(events) => onChange({ ...ask, events })} />
      <Field label={words.of}>
        <Select
          size="small"
          aria-label={words.of}
          style={{ width: 120 }}
          value={of}
          onChange={(next) =>
            onChange({
              ...ask,
              of: next,
              edges: undefined,
              property: next === "sum" || next === "value" ? (ask.property ?? "") : undefined,
            })
          }
          options={OFS.map((one) => ({ value: one, label: words.ofs[one] }))}
        />
      </Field>
      {measures && (
        <PropertySelect
          numbers
          events={ask.events.events ?? []}
          value={ask.property ?? ""}
          label={words.measured}
          onChange={(property) => onChange({ ...ask, property })}
        />
      )}
      {!CLOCK.has(of) && (
        <Field label={words.edges}>
          <Text
            label={words.edges}
            placeholder={words.edgesHint}
            value={(ask.edges ?? []).join(", ")}
            onChange={(text) => onChange({ ...ask, edges: numbersIn(text) })}
          />
        </Field>
      )}
    </Part>
  );
}

export function ActiveForm({ ask, onChange }: FormProps<Ask<"stickiness"> | Ask<"life_cycle">>) {
  const words = useWords(FORM);
  const grains = ask.kind === "stickiness" ? (["week", "month"] as const) : (["day", "week", "month"] as const);
  return (
    <Part title={words.active}>
      <EventField value={ask.active ?? {}} onChange={(active) => onChange({ ...ask, active })} />
      <Field label={words.granularity}>
        <Choice<"day" | "week" | "month">
          label={words.granularity}
          value={ask.granularity ?? "week"}
          onChange={(granularity) => onChange({ ...ask, granularity } as typeof ask)}
          options={grains.map((one) => [one, words.grain[one] ?? one])}
        />
      </Field>
    </Part>
  );
}

export function IntervalsForm({ ask, onChange }: FormProps<Ask<"intervals">>) {
  const words = useWords(FORM);
  return (
    <>
      <Part title={words.start}>
        <EventField value={ask.start} onChange={(start) => onChange({ ...ask, start })} />
      </Part>
      <Part
        title={words.end}
        extra={
          <Choice
            label={words.end}
            value={ask.end ? "own" : "same"}
            onChange={(one) => onChange({ ...ask, end: one === "own" ? { events: [] } : undefined })}
            options={[
              ["same", words.next],
              ["own", words.differ],
            ]}
          />
        }
      >
        {ask.end && <EventField value={ask.end} onChange={(end) => onChange({ ...ask, end })} />}
        <Field label={words.longest}>
          <Duration
            label={words.longest}
            value={ask.within ?? "90d"}
            onChange={(within) => onChange({ ...ask, within })}
          />
        </Field>
      </Part>
    </>
  );
}
