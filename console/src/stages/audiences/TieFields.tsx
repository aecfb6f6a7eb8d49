import { PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import type { ReactNode } from "react";
import { copy, useWords } from "@/lib/language";
import { Gone, type Option, Pick, PickMany } from "./fields";
import { ONCE } from "./language/deeds";
import type { NumberTest, Window } from "./language/nodes";
import { NumberTestField } from "./NumberFields";
import { WindowField } from "./TimeFields";

const WORDS = copy(
  {
    since: "从什么时候起",
    count: "几个",
    counts: { once: "至少一个", several: "个数" },
    corps: "企业为",
    corp: "填企业 ID",
    drop: "去掉",
    narrow: "再限定",
  },
  {
    since: "since",
    count: "How many",
    counts: { once: "at least one", several: "a number" },
    corps: "at",
    corp: "Corp ids",
    drop: "Remove",
    narrow: "Narrow down",
  },
);

/** An emptied choice is no choice: any will do. */
export function some<T extends string>(values: T[]): T[] | undefined {
  return values.length ? values : undefined;
}

interface WhomProps {
  label: string;
  value: string[] | undefined;
  names: ReadonlyMap<string, string>;
  onChange: (value: string[] | undefined) => void;
}

/** Staff or groups by their names; an id that is on no list may be typed. */
export function WhomField({ label, value = [], names, onChange }: WhomProps) {
  const options: Option[] = [...new Set([...names.keys(), ...value])].map((id) => ({
    value: id,
    label: names.get(id) || id,
    also: id,
  }));
  return <PickMany free label={label} value={value} options={options} onChange={(next) => onChange(some(next))} />;
}

interface Counted {
  within?: Window;
  test?: NumberTest;
}

/** Since when, and how many of them. */
export function SinceAndHowMany<T extends Counted>({ value, onChange }: { value: T; onChange: (value: T) => void }) {
  const words = useWords(WORDS);
  return (
    <>
      <span className="phrase">
        <span>{words.since}</span>
        <WindowField value={value.within} onChange={(within) => onChange({ ...value, within })} />
      </span>
      <span className="phrase">
        <Pick
          label={words.count}
          value={value.test ? "several" : "once"}
          options={Object.entries(words.counts).map(([key, label]) => ({ value: key, label }))}
          onChange={(next) => onChange({ ...value, test: next === "several" ? { ...ONCE, value: 2 } : undefined })}
        />
        {value.test && <NumberTestField value={value.test} onChange={(test) => onChange({ ...value, test })} />}
      </span>
    </>
  );
}

/** Something that narrows it down, on a line of its own below. */
export function Detail({ said, onDrop, children }: { said: string; onDrop: () => void; children: ReactNode }) {
  const words = useWords(WORDS);
  return (
    <span className="phrase detail">
      <span>{said}</span>
      {children}
      <Gone label={words.drop} onClick={onDrop} />
    </span>
  );
}

interface CorpsProps<T> {
  value: T;
  onChange: (value: T) => void;
}

export function CorpsDetail<T extends { corps?: string[] }>({ value, onChange }: CorpsProps<T>) {
  const words = useWords(WORDS);
  if (!value.corps) return null;
  return (
    <Detail said={words.corps} onDrop={() => onChange({ ...value, corps: undefined })}>
      <PickMany
        free
        label={words.corp}
        value={value.corps}
        options={[]}
        lacking={!value.corps.length}
        onChange={(corps) => onChange({ ...value, corps })}
      />
    </Detail>
  );
}

/** Adds something that narrows it down, of what is not there yet. */
export function Narrowing({ more, onAdd }: { more: [name: string, said: string][]; onAdd: (name: string) => void }) {
  const words = useWords(WORDS);
  if (!more.length) return null;
  const items = more.map(([key, label]) => ({ key, label, onClick: () => onAdd(key) }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button size="small" type="text" icon={<PlusOutlined />} className="quiet-button">
        {words.narrow}
      </Button>
    </Dropdown>
  );
}
