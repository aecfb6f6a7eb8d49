import { CloseOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { copy, language, useWords } from "@/lib/language";
import { useEventNames } from "@/widgets/dictionary";
import { propertyName } from "@/widgets/properties";
import type { PropertyTest, Test } from "../question";
import { COMMON } from "../words";
import { Text, Whole } from "./fields";
import { firstTest, opsOf, retested, typeOf } from "./tests";

const WORDS = copy(
  {
    property: "选一个字段",
    op: "怎么比",
    value: "值",
    several: "输入后回车，可以多个",
    remove: "去掉这个条件",
    ops: {
      "text:is": "是",
      "text:one_of": "是其中之一",
      "text:contains": "包含",
      "text:starts_with": "开头是",
      "text:ends_with": "结尾是",
      "number:=": "=",
      "number:>": ">",
      "number:>=": "≥",
      "number:<": "<",
      "number:<=": "≤",
      "number:between": "介于",
      "boolean:is": "是",
      "any:exists": "有值",
    } as Record<string, string>,
  },
  {
    property: "Choose a property",
    op: "How it is compared",
    value: "Value",
    several: "Enter one or more",
    remove: "Remove this condition",
    ops: {
      "text:is": "is",
      "text:one_of": "is one of",
      "text:contains": "contains",
      "text:starts_with": "starts with",
      "text:ends_with": "ends with",
      "number:=": "=",
      "number:>": ">",
      "number:>=": "≥",
      "number:<": "<",
      "number:<=": "≤",
      "number:between": "between",
      "boolean:is": "is",
      "any:exists": "has a value",
    },
  },
);

interface LineProps {
  /** The events whose properties are offered. */
  events: readonly string[];
  value: PropertyTest;
  onChange: (value: PropertyTest) => void;
  onRemove: () => void;
}

/** One condition on a property of the event: `总金额（元） ≥ 100`. */
export function FilterLine({ events, value, onChange, onRemove }: LineProps) {
  const words = useWords(WORDS);
  const declared = useDeclared(events);
  const type = typeOf(declared.get(value.property));
  const ops = opsOf(value.property ? type : "text");
  const now = `${value.test.type}:${value.test.op}`;
  const offered = ops.some(([kind, op]) => `${kind}:${op}` === now) ? ops : [...ops, [value.test.type, value.test.op]];
  return (
    <div className="ask-filter">
      <PropertySelect
        events={events}
        value={value.property}
        onChange={(property) => onChange({ property, test: firstTest(typeOf(declared.get(property))) })}
        label={words.property}
      />
      <Select
        size="small"
        aria-label={words.op}
        popupMatchSelectWidth={false}
        value={now}
        onChange={(next) => {
          const [kind = "any", op = "exists"] = next.split(":");
          onChange({ ...value, test: retested(value.test, kind, op) });
        }}
        options={offered.map(([kind, op]) => ({ value: `${kind}:${op}`, label: words.ops[`${kind}:${op}`] ?? op }))}
      />
      <Value test={value.test} onChange={(test) => onChange({ ...value, test })} />
      <Button size="small" type="text" icon={<CloseOutlined />} aria-label={words.remove} onClick={onRemove} />
    </div>
  );
}

function Value({ test, onChange }: { test: Test; onChange: (test: Test) => void }) {
  const words = useWords(WORDS);
  const common = useWords(COMMON);
  if (test.type === "any") return null;
  if (test.type === "boolean")
    return (
      <Select
        size="small"
        aria-label={words.value}
        value={test.value === true}
        onChange={(value) => onChange({ ...test, value })}
        options={[
          { value: true, label: common.yes },
          { value: false, label: common.no },
        ]}
      />
    );
  if (test.op === "one_of")
    return (
      <Select
        mode="tags"
        size="small"
        aria-label={words.value}
        placeholder={words.several}
        open={false}
        suffixIcon={null}
        style={{ flex: "1 1 120px" }}
        value={(test.value ?? []) as string[]}
        onChange={(value) => onChange({ ...test, value })}
      />
    );
  if (test.op === "between") {
    const [from = null, to = null] = (test.value ?? []) as (number | null)[];
    return (
      <span className="row tight nowrap">
        <Whole
          label={words.value}
          whole={false}
          value={from}
          onChange={(one) => onChange({ ...test, value: [one, to] })}
        />
        –
        <Whole
          label={words.value}
          whole={false}
          value={to}
          onChange={(one) => onChange({ ...test, value: [from, one] })}
        />
      </span>
    );
  }
  if (test.type === "number") {
    const value = typeof test.value === "number" ? test.value : null;
    return (
      <Whole
        label={words.value}
        whole={false}
        width={72}
        value={value}
        onChange={(one) => onChange({ ...test, value: one })}
      />
    );
  }
  return (
    <Text
      label={words.value}
      placeholder={words.value}
      style={{ flex: "1 1 90px", width: 90 }}
      value={String(test.value ?? "")}
      onChange={(value) => onChange({ ...test, value })}
    />
  );
}

interface PropertySelectProps {
  events: readonly string[];
  value: string;
  onChange: (property: string) => void;
  label: string;
  /** Only those that can be added up. */
  numbers?: boolean;
  /** Whether none may be chosen. */
  clearable?: boolean;
}

/** A property of these events, by its name; any other can be typed. */
export function PropertySelect({
  events,
  value,
  onChange,
  label,
  numbers = false,
  clearable = false,
}: PropertySelectProps) {
  const chosen = language.use();
  const declared = useDeclared(events);
  const names = [...declared].filter(([, type]) => !numbers || typeOf(type) === "number").map(([name]) => name);
  if (value && !names.includes(value)) names.push(value);
  return (
    <Select
      size="small"
      showSearch
      allowClear={clearable}
      aria-label={label}
      placeholder={label}
      popupMatchSelectWidth={false}
      style={{ flex: "1 1 100px", minWidth: 0 }}
      optionFilterProp="search"
      value={value || undefined}
      onChange={(next) => onChange(next ?? "")}
      options={names.map((name) => ({
        value: name,
        label: propertyName(name, chosen),
        search: `${name} ${propertyName(name, "zh")} ${propertyName(name, "en")}`,
      }))}
    />
  );
}

/** The properties that the dictionary gives these events; of all events when none is chosen. */
function useDeclared(events: readonly string[]): Map<string, string> {
  const dictionary = useEventNames();
  const entries = events.length ? events.map(dictionary.of) : dictionary.all;
  return new Map(
    entries.flatMap((entry) => Object.entries(entry?.properties ?? {}).map(([n, t]) => [n, String(t)] as const)),
  );
}
