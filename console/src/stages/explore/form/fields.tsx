import { Input, InputNumber, Segmented, Select } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { copy, useWords } from "@/lib/language";

const WORDS = copy(
  { s: "秒", m: "分钟", h: "小时", d: "天", w: "周", unit: "单位" },
  { s: "seconds", m: "minutes", h: "hours", d: "days", w: "weeks", unit: "Unit" },
);

/** A line of the editor: what it is, and the choice. */
export function Field({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="ask-field">
      <span className="second small">{label}</span>
      <div>{children}</div>
    </div>
  );
}

/** A group of lines. */
export function Part({ title, extra, children }: { title: ReactNode; extra?: ReactNode; children: ReactNode }) {
  return (
    <section className="ask-part">
      <header>
        <h2>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly (readonly [value: T, label: string])[];
}

export function Choice<T extends string>({ label, value, onChange, options }: ChoiceProps<T>) {
  return (
    <Segmented<T>
      size="small"
      aria-label={label}
      value={value}
      onChange={onChange}
      options={options.map(([one, name]) => ({ value: one, label: name }))}
    />
  );
}

/** A text that counts when it is left or entered, so that half a word is not asked. */
export function Text({
  value,
  onChange,
  label,
  ...rest
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
  style?: React.CSSProperties;
  placeholder?: string;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const done = (): void => {
    if (text !== value) onChange(text);
  };
  return (
    <Input
      size="small"
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={done}
      onPressEnter={done}
      {...rest}
    />
  );
}

interface WholeProps {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  whole?: boolean;
  width?: number;
}

/** A number that counts when it is left or entered. */
export function Whole({ label, value, onChange, min, max, whole = true, width = 72 }: WholeProps) {
  const [given, setGiven] = useState(value);
  useEffect(() => setGiven(value), [value]);
  const done = (): void => {
    if (given !== value) onChange(given);
  };
  return (
    <InputNumber
      size="small"
      aria-label={label}
      style={{ width }}
      min={min}
      max={max}
      precision={whole ? 0 : undefined}
      value={given}
      onChange={setGiven}
      onBlur={done}
      onPressEnter={done}
      onStep={(stepped) => onChange(Number(stepped))}
    />
  );
}

const DURATION = /^(\d+)([smhdw])$/;

/** A length of time as the server writes it: `30d`. */
export function Duration({ label, value, onChange }: { label: string; value: string; onChange: (v: string) => void }) {
  const words = useWords(WORDS);
  const [, many = "7", unit = "d"] = DURATION.exec(value) ?? [];
  return (
    <span className="row tight nowrap">
      <Whole
        label={label}
        min={1}
        max={999}
        value={Number(many)}
        onChange={(next) => onChange(`${next ?? 1}${unit}`)}
      />
      <Select
        size="small"
        aria-label={words.unit}
        style={{ width: 86 }}
        value={unit}
        onChange={(next) => onChange(`${many}${next}`)}
        options={(["m", "h", "d", "w"] as const).map((one) => ({ value: one, label: words[one] }))}
      />
    </span>
  );
}
