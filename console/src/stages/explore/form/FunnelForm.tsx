import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useWords } from "@/lib/language";
import type { Ask, Exclusion } from "../question";
import { EventField } from "./EventField";
import { PropertySelect } from "./FilterLine";
import { Choice, Duration, Field, Part } from "./fields";
import { FORM } from "./form.words";
import { replaced } from "./lists";

interface FormProps {
  ask: Ask<"funnel">;
  onChange: (ask: Ask<"funnel">) => void;
}

const ORDERS = ["ordered", "strict", "any"] as const;
const COUNTS = ["people", "entries"] as const;

export function FunnelForm({ ask, onChange }: FormProps) {
  const words = useWords(FORM);
  return (
    <>
      <Part title={words.steps}>
        {ask.steps.map((one, at) => (
          <EventField
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are their order
            key={at}
            badge={at + 1}
            value={one}
            onChange={(next) => onChange({ ...ask, steps: replaced(ask.steps, at, next) })}
            onRemove={ask.steps.length > 2 ? () => onChange(without(ask, at)) : undefined}
          />
        ))}
        {ask.steps.length < 10 && (
          <Button
            size="small"
            type="dashed"
            icon={<PlusOutlined />}
            onClick={() => onChange({ ...ask, steps: [...ask.steps, { events: [] }] })}
          >
            {words.addStep}
          </Button>
        )}
        <Field label={words.within}>
          <Duration
            label={words.within}
            value={ask.within ?? "7d"}
            onChange={(within) => onChange({ ...ask, within })}
          />
        </Field>
        <Field label={words.order}>
          <Choice
            label={words.order}
            value={ask.order ?? "ordered"}
            onChange={(order) => onChange({ ...ask, order, hold: order === "strict" ? undefined : ask.hold })}
            options={ORDERS.map((one) => [one, words.orders[one] ?? one])}
          />
        </Field>
        {ask.order !== "strict" && (
          <Field label={words.hold}>
            <Held ask={ask} onChange={onChange} />
          </Field>
        )}
        <Field label={words.count}>
          <Choice
            label={words.count}
            value={ask.count ?? "people"}
            onChange={(count) => onChange({ ...ask, count })}
            options={COUNTS.map((one) => [one, words.counts[one] ?? one])}
          />
        </Field>
      </Part>
      <Exclusions ask={ask} onChange={onChange} />
    </>
  );
}

/** A funnel with a step less; what lay between steps that are gone lies on the whole way. */
function without(ask: Ask<"funnel">, at: number): Ask<"funnel"> {
  const steps = replaced(ask.steps, at);
  const exclusions = ask.exclusions?.map((one) =>
    (one.before ?? 0) > steps.length ? { ...one, after: 1, before: undefined } : one,
  );
  return { ...ask, steps, exclusions };
}

/** A property that must have the same value at all steps: the same code, the same product. */
function Held({ ask, onChange }: FormProps) {
  const words = useWords(FORM);
  const events = ask.steps.flatMap((one) => one.events ?? []);
  return (
    <span className="row tight nowrap" style={{ width: 168 }}>
      <PropertySelect
        events={events}
        value={ask.hold ?? ""}
        label={words.holdNone}
        onChange={(hold) => onChange({ ...ask, hold: hold || undefined })}
        clearable
      />
    </span>
  );
}

function Exclusions({ ask, onChange }: FormProps) {
  const words = useWords(FORM);
  const list = ask.exclusions ?? [];
  const put = (at: number, next?: Exclusion): void => onChange({ ...ask, exclusions: replaced(list, at, next) });
  if (!list.length)
    return (
      <Button
        size="small"
        type="text"
        icon={<PlusOutlined />}
        style={{ justifySelf: "start" }}
        onClick={() => onChange({ ...ask, exclusions: [{ events: ["Contact Deleted Staff"] }] })}
      >
        {words.addExclusion}
      </Button>
    );
  return (
    <Part title={words.exclusions}>
      {list.map((one, at) => (
        <EventField
          // biome-ignore lint/suspicious/noArrayIndexKey: exclusions are told apart by their order only
          key={at}
          badge="–"
          value={one}
          onChange={(next) => put(at, next as Exclusion)}
          onRemove={() => put(at)}
        />
      ))}
    </Part>
  );
}
