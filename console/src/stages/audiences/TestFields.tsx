import { language, useWords } from "@/lib/language";
import { daysBefore } from "@/lib/moments";
import { Amount, Gone, type Options, Pick, PickMany, Say } from "./fields";
import type { AgeUnit, DateTest, Test } from "./language/nodes";
import { NumberValue } from "./NumberFields";
import { DayField, DurationField } from "./TimeFields";
import { choices, WORDS } from "./test.copy";

const BEGIN_DATE: Record<DateTest["op"], () => DateTest> = {
  within_last: () => ({ type: "date", op: "within_last", value: "30d" }),
  longer_ago: () => ({ type: "date", op: "longer_ago", value: "30d" }),
  within_next: () => ({ type: "date", op: "within_next", value: "7d" }),
  since: () => ({ type: "date", op: "since", value: daysBefore(Date.now(), 30) }),
  before: () => ({ type: "date", op: "before", value: daysBefore(Date.now(), 0) }),
  between: () => ({ type: "date", op: "between", value: [daysBefore(Date.now(), 30), daysBefore(Date.now(), 0)] }),
  age: () => ({ type: "date", op: "age", unit: "months", value: [3, 6] }),
};

export function DateTestField({ value, onChange }: { value: DateTest; onChange: (value: DateTest) => void }) {
  const words = useWords(WORDS);
  return (
    <>
      <Pick
        label={words.how}
        value={value.op}
        options={choices(words.dates)}
        onChange={(op) => onChange(BEGIN_DATE[op]())}
      />
      <DateValue value={value} onChange={onChange} />
    </>
  );
}

function DateValue({ value, onChange }: { value: DateTest; onChange: (value: DateTest) => void }) {
  const words = useWords(WORDS);
  switch (value.op) {
    case "since":
    case "before":
      return (
        <DayField label={words.value} value={value.value} onChange={(next) => onChange({ ...value, value: next })} />
      );
    case "between": {
      const [from, to] = value.value;
      return (
        <>
          <DayField label={words.value} value={from} onChange={(next) => onChange({ ...value, value: [next, to] })} />
          <span>{words.to}</span>
          <DayField label={words.value} value={to} onChange={(next) => onChange({ ...value, value: [from, next] })} />
          <span>{words.until}</span>
        </>
      );
    }
    case "age": {
      const [low, high] = value.value;
      const units = choices(words.units);
      return (
        <>
          <Amount label={words.value} whole value={low} onChange={(n) => onChange({ ...value, value: [n, high] })} />
          <span>{words.less}</span>
          <Amount label={words.value} whole value={high} onChange={(n) => onChange({ ...value, value: [low, n] })} />
          <Pick
            label={words.unit}
            value={value.unit}
            options={units}
            onChange={(unit) => onChange({ ...value, unit: unit as AgeUnit })}
          />
        </>
      );
    }
    default:
      return (
        <>
          <DurationField value={value.value} onChange={(next) => onChange({ ...value, value: next })} />
          {value.op !== "longer_ago" && words.within && <span>{words.within}</span>}
        </>
      );
  }
}

/** How any value is held against another: one list says both of what type it is and how they compare. */
export function TestField({
  value,
  onChange,
  onGone,
}: {
  value: Test;
  onChange: (value: Test) => void;
  onGone?: () => void;
}) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const options: Options = [
    { label: words.types.text, options: choices(words.texts, "text.") },
    { label: words.types.number, options: choices(words.numbers, "number.") },
    { label: words.types.date, options: choices(words.dates, "date.") },
    { label: words.types.array, options: choices(words.lists, "array.") },
    { label: words.types.boolean, options: choices(words.truths, "boolean.") },
    { label: words.types.any, options: [{ value: "any.exists", label: words.exists }] },
  ];
  return (
    <span className="phrase" lang={chosen}>
      <Pick label={words.how} value={keyOf(value)} options={options} onChange={(key) => onChange(begun(key, value))} />
      <Value value={value} onChange={onChange} />
      {onGone && <Gone label={words.drop} onClick={onGone} />}
    </span>
  );
}

function keyOf(test: Test): string {
  if (test.type === "boolean") return `boolean.${test.value}`;
  return `${test.type}.${test.op ?? "exists"}`;
}

/** This will begin another comparison, and keep what was typed where it still means something. */
export function begun(key: string, before: Test): Test {
  const [type, op] = key.split(".") as [Test["type"], string];
  const texts = before.type === "text" || before.type === "array" ? [before.value].flat() : [];
  switch (type) {
    case "text":
      return op === "one_of" ? { type, op, value: texts } : { type, op: op as "is", value: texts[0] ?? "" };
    case "array":
      return op === "has" ? { type, op, value: texts[0] ?? "" } : { type, op: op as "has_any", value: texts };
    case "number": {
      const first = before.type === "number" ? ([before.value].flat()[0] ?? 0) : 0;
      return op === "between" ? { type, op, value: [first, first + 1] } : { type, op: op as ">=", value: first };
    }
    case "date":
      return BEGIN_DATE[op as DateTest["op"]]();
    case "boolean":
      return { type, value: op === "true" };
    default:
      return { type: "any" };
  }
}

function Value({ value, onChange }: { value: Test; onChange: (value: Test) => void }) {
  const words = useWords(WORDS);
  switch (value.type) {
    case "number":
      return <NumberValue value={value} onChange={onChange} />;
    case "date":
      return <DateValue value={value} onChange={onChange} />;
    case "text":
    case "array":
      return Array.isArray(value.value) ? (
        <PickMany
          free
          label={words.values}
          value={value.value}
          options={[]}
          lacking={!value.value.length}
          onChange={(next) => onChange({ ...value, value: next } as Test)}
        />
      ) : (
        <Say
          label={words.value}
          value={value.value}
          lacking={!value.value}
          onChange={(next) => onChange({ ...value, value: next } as Test)}
        />
      );
    default:
      return null;
  }
}
