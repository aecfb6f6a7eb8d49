import { Checkbox } from "antd";
import { useWords } from "@/lib/language";
import type { Ask } from "../question";
import { EventField } from "./EventField";
import { Choice, Duration, Field, Part, Whole } from "./fields";
import { FORM } from "./form.words";

interface FormProps {
  ask: Ask<"paths">;
  onChange: (ask: Ask<"paths">) => void;
}

export function PathsForm({ ask, onChange }: FormProps) {
  const words = useWords(FORM);
  const way = ask.end ? "to" : ask.start ? "from" : "whole";
  const turn = (next: "from" | "to" | "whole"): void => {
    const edge = ask.start ?? ask.end ?? { events: [] };
    onChange({ ...ask, start: next === "from" ? edge : undefined, end: next === "to" ? edge : undefined });
  };
  return (
    <>
      <Part title={words.direction}>
        <Choice
          label={words.direction}
          value={way}
          onChange={turn}
          options={[
            ["from", words.from],
            ["to", words.to],
            ["whole", words.whole],
          ]}
        />
        {ask.start && <EventField value={ask.start} onChange={(start) => onChange({ ...ask, start })} />}
        {ask.end && <EventField value={ask.end} onChange={(end) => onChange({ ...ask, end })} />}
      </Part>
      <Part title={words.looked}>
        <EventField value={ask.events ?? {}} onChange={(events) => onChange({ ...ask, events })} />
        <Field label={words.gap}>
          <Duration label={words.gap} value={ask.gap ?? "30m"} onChange={(gap) => onChange({ ...ask, gap })} />
        </Field>
        <Field label={words.length}>
          <Whole
            label={words.length}
            min={2}
            max={8}
            value={ask.steps ?? 5}
            onChange={(n) => onChange({ ...ask, steps: n ?? 5 })}
          />
        </Field>
        <Checkbox checked={ask.collapse ?? true} onChange={(e) => onChange({ ...ask, collapse: e.target.checked })}>
          {words.collapse}
        </Checkbox>
      </Part>
    </>
  );
}
