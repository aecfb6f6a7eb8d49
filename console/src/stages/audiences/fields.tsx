import { CloseOutlined } from "@ant-design/icons";
import { Input, InputNumber, Select } from "antd";
import { type ReactNode, useState } from "react";
import { copy, useWords } from "@/lib/language";

const WORDS = copy({ own: (text: string) => `就用“${text}”` }, { own: (text: string) => `Use “${text}”` });

export interface Option {
  value: string;
  label: string;
  /** What it is found by besides its label. */
  also?: string;
}

export type Options = (Option | { label: string; options: Option[] })[];

interface PickProps<T extends string> {
  label: string;
  value: T;
  options: Options;
  onChange: (value: T) => void;
  search?: boolean;
}

function finds(input: string, option: { label?: unknown; value?: unknown; also?: unknown } | undefined): boolean {
  const text = `${option?.label} ${option?.value} ${option?.also ?? ""}`.toLowerCase();
  return text.includes(input.trim().toLowerCase());
}

/** One word of the sentence, chosen from a list. */
export function Pick<T extends string>({ label, value, options, onChange, search = false }: PickProps<T>) {
  return (
    <Select
      size="small"
      variant="filled"
      className="word"
      aria-label={label}
      popupMatchSelectWidth={false}
      value={value}
      options={options}
      onChange={(next) => onChange(next as T)}
      showSearch={search ? { filterOption: finds } : false}
    />
  );
}

interface PickManyProps {
  label: string;
  value: string[];
  options: Options;
  onChange: (value: string[]) => void;
  /** Words that are on no list may be typed. */
  free?: boolean;
  lacking?: boolean;
}

/** Several words, joined as one of the sentence. */
export function PickMany({ label, value, options, onChange, free = false, lacking = false }: PickManyProps) {
  const words = useWords(WORDS);
  const [typed, setTyped] = useState("");
  const own = typed.trim();
  // where there is a list, what is typed is offered after what it finds; where there is none, it is simply taken
  const typing = free && !options.length;
  const offered =
    free && !typing && own && !has(options, own) ? [...options, { value: own, label: words.own(own) }] : options;
  return (
    <Select
      size="small"
      variant="filled"
      className="word many"
      mode={typing ? "tags" : "multiple"}
      aria-label={label}
      placeholder={label}
      status={lacking ? "warning" : undefined}
      popupMatchSelectWidth={false}
      maxTagCount={6}
      value={value}
      options={offered}
      onChange={onChange}
      showSearch={{ filterOption: finds, filterSort: closest(own), onSearch: setTyped, searchValue: typed }}
      open={typing ? false : undefined}
      suffixIcon={null}
      tokenSeparators={typing ? ["、", "，", ",", "\n"] : undefined}
    />
  );
}

/** What is called exactly so comes first: Enter takes it. */
function closest(typed: string) {
  const far = (option: { label?: unknown; value?: unknown }): number =>
    option.label === typed || option.value === typed ? 0 : String(option.label).startsWith(typed) ? 1 : 2;
  return (a: { label?: unknown; value?: unknown }, b: { label?: unknown; value?: unknown }): number => far(a) - far(b);
}

function has(options: Options, text: string): boolean {
  return options.some((one) => ("options" in one ? has(one.options, text) : one.label === text || one.value === text));
}

interface AmountProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  whole?: boolean;
  before?: ReactNode;
}

export function Amount({ label, value, onChange, min, max, whole = false, before }: AmountProps) {
  const digits = String(value ?? "").length;
  return (
    <InputNumber
      size="small"
      variant="filled"
      className="word amount"
      aria-label={label}
      controls={false}
      prefix={before}
      min={min}
      max={max}
      precision={whole ? 0 : undefined}
      value={value}
      style={{ width: `${Math.max(3, digits) + (before ? 3.5 : 2)}ch` }}
      // an emptied field keeps what it meant until a number is typed: the count never jumps to a half sentence
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}

interface SayProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  lacking?: boolean;
  type?: "text" | "date" | "time";
}

export function Say({ label, value, onChange, lacking = false, type = "text" }: SayProps) {
  const long = [...value].reduce((sum, sign) => sum + (sign > "\u2e80" ? 2 : 1), 0);
  const wide = type === "text" ? `${Math.min(40, Math.max(10, long + 3))}ch` : type === "date" ? 142 : 112;
  return (
    <Input
      size="small"
      variant="filled"
      className="word say"
      type={type}
      aria-label={label}
      placeholder={type === "text" ? label : undefined}
      status={lacking ? "warning" : undefined}
      value={value}
      style={{ width: wide }}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** Takes a part of the sentence away. */
export function Gone({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="gone" aria-label={label} title={label} onClick={onClick}>
      <CloseOutlined />
    </button>
  );
}
