import { useWords } from "@/lib/language";
import type { Ask } from "../question";
import { EventField } from "./EventField";
import { Choice, Field, Part, Text, Whole } from "./fields";
import { FORM } from "./form.words";
import { numbersIn } from "./lists";

interface FormProps {
  ask: Ask<"retention">;
  onChange: (ask: Ask<"retention">) => void;
}

const GRAINS = ["day", "week", "month"] as const;
const MODES = ["exact", "rolling", "bracket"] as const;
const COHORTS = ["first", "entry"] as const;

export function RetentionForm({ ask, onChange }: FormProps) {
  const words = useWords(FORM);
  const mode = ask.mode ?? "exact";
  return (
    <>
      <Part title={words.start}>
        <EventField value={ask.start} onChange={(start) => onChange({ ...ask, start })} />
        <Field label={words.cohort}>
          <Choice
            label={words.cohort}
            value={ask.cohort ?? "first"}
            onChange={(cohort) => onChange({ ...ask, cohort })}
            options={COHORTS.map((one) => [one, words.cohorts[one] ?? one])}
          />
        </Field>
      </Part>
      <Part
        title={words.back}
        extra={
          <Choice
            label={words.back}
            value={ask.back ? "own" : "same"}
            onChange={(one) => onChange({ ...ask, back: one === "own" ? { events: [] } : undefined })}
            options={[
              ["same", words.same],
              ["own", words.differ],
            ]}
          />
        }
      >
        {ask.back && <EventField value={ask.back} onChange={(back) => onChange({ ...ask, back })} />}
        <Field label={words.granularity}>
          <Choice
            label={words.granularity}
            value={ask.granularity ?? "day"}
            onChange={(granularity) => onChange({ ...ask, granularity })}
            options={GRAINS.map((one) => [one, words.grain[one] ?? one])}
          />
        </Field>
        <Field label={words.ages}>
          <Whole
            label={words.ages}
            min={1}
            max={60}
            value={ask.ages ?? 7}
            onChange={(n) => onChange(aged(ask, n ?? 7))}
          />
        </Field>
        <Field label={words.mode}>
          <Choice
            label={words.mode}
            value={mode}
            onChange={(next) =>
              onChange({
                ...ask,
                mode: next,
                brackets: next === "bracket" ? [1, Math.min(3, ask.ages ?? 7)] : undefined,
              })
            }
            options={MODES.map((one) => [one, words.modes[one] ?? one])}
          />
        </Field>
        {mode === "bracket" && (
          <Field label={words.brackets}>
            <Text
              label={words.brackets}
              placeholder={words.bracketsHint}
              value={(ask.brackets ?? []).join(", ")}
              onChange={(text) => onChange({ ...ask, brackets: numbersIn(text).filter((n) => n <= (ask.ages ?? 7)) })}
            />
          </Field>
        )}
      </Part>
    </>
  );
}

/** A table of another length; brackets beyond its end are gone. */
function aged(ask: Ask<"retention">, ages: number): Ask<"retention"> {
  return { ...ask, ages, brackets: ask.brackets?.filter((one) => one <= ages) };
}
