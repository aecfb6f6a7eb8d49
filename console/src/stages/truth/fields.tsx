import { InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useEventNames } from "@/widgets/dictionary";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  children: ReactNode;
}

/** A control under its name; the control carries the name for those who do not see it. */
export function Field({ label, hint, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control inside carries the name itself
    <label className="stack tight" style={{ flex: 1, minWidth: 0 }}>
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

export function Numbered({ label, value, min, max, unit, onChange }: NumberedProps) {
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

interface EventsProps {
  label: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Which events, by the names of the dictionary; what it does not know may be typed. */
export function EventsSelect({ label, value, onChange }: EventsProps) {
  const { all, name } = useEventNames();
  return (
    <Select
      mode="tags"
      aria-label={label}
      placeholder={label}
      style={{ width: "100%" }}
      value={[...value]}
      onChange={onChange}
      options={all.map((one) => ({ value: one.name, label: name(one.name), also: `${one.name} ${one.chinese}` }))}
      showSearch={{
        filterOption: (input, option) =>
          String((option as { also?: string } | undefined)?.also ?? "")
            .toLowerCase()
            .includes(input.trim().toLowerCase()),
      }}
      tokenSeparators={["，", ",", "、"]}
    />
  );
}
