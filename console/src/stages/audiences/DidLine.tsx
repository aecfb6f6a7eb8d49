import { language, useWords } from "@/lib/language";
import { EventDetails, EventsField, NarrowEvents, PropertyField } from "./EventFields";
import { Pick } from "./fields";
import type { Did, DidAt, DidMeasure, NumberTest } from "./language/nodes";
import { WORDS } from "./line.copy";
import { NumberTestField } from "./NumberFields";
import { DateTestField } from "./TestFields";
import { WindowField } from "./TimeFields";
import { type LineProps, Turn } from "./Turn";

const ONCE: NumberTest = { type: "number", op: ">=", value: 1 };
const OF_PROPERTY = new Set(["sum", "average", "min", "max"]);

/** 近 30 天 做过 浏览商品 至少 3 次 */
export function DidLine({ node, not, onChange, onTurn }: LineProps<Did>) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  const when = <WindowField value={node.within} onChange={(within) => onChange({ ...node, within })} />;
  return (
    <>
      {zh && when}
      <Turn said={words.did} not={not} onTurn={onTurn} />
      <EventsField value={node} onChange={onChange} />
      <Measured node={node} not={not} onChange={onChange} />
      {!zh && when}
      <NarrowEvents value={node} onChange={onChange} />
      <EventDetails value={node} onChange={onChange} />
    </>
  );
}

function Measured({ node, not, onChange }: { node: Did; not: boolean; onChange: (node: Did) => void }) {
  const words = useWords(WORDS);
  const measure = node.measure ?? "count";
  const shown = measure === "count" && !node.test ? "once" : measure;
  const set = (next: DidMeasure | "once"): void => {
    const { property: _, test, measure: __, ...rest } = node;
    if (next === "once") onChange(rest);
    else
      onChange({
        ...rest,
        measure: next,
        ...(OF_PROPERTY.has(next) ? { property: node.property ?? "" } : {}),
        test: test ?? ({ ...ONCE, value: 3 } as NumberTest),
      });
  };
  return (
    <>
      {node.property !== undefined && (
        <PropertyField
          events={node.events}
          value={node.property}
          onChange={(property) => onChange({ ...node, property })}
        />
      )}
      <Pick
        label={words.measure}
        value={shown as string}
        options={Object.entries({ ...words.measures, ...(not ? { once: words.never } : {}) }).map(([value, label]) => ({
          value,
          label,
        }))}
        onChange={(next) => set(next as DidMeasure)}
      />
      {shown !== "once" && (
        <NumberTestField value={node.test ?? ONCE} onChange={(test) => onChange({ ...node, measure, test })} />
      )}
    </>
  );
}

/** 最近一次 到店 早于 30 天以前 */
export function DidAtLine({ node, not, onChange, onTurn }: LineProps<DidAt>) {
  const words = useWords(WORDS);
  return (
    <>
      {not && <Turn said={words.holds} not={not} onTurn={onTurn} />}
      <FirstLast value={node.measure} onChange={(measure) => onChange({ ...node, measure })} />
      <EventsField value={node} onChange={onChange} />
      <span className="phrase">
        <DateTestField value={node.test} onChange={(test) => onChange({ ...node, test })} />
      </span>
      {node.within && <WindowField value={node.within} onChange={(within) => onChange({ ...node, within })} />}
      <NarrowEvents value={node} onChange={onChange} />
      <EventDetails value={node} onChange={onChange} />
    </>
  );
}

export function FirstLast({ value, onChange }: { value: "first" | "last"; onChange: (v: "first" | "last") => void }) {
  const words = useWords(WORDS);
  return (
    <Pick
      label={words.which}
      value={value}
      options={[
        { value: "first", label: words.firstLast.first },
        { value: "last", label: words.firstLast.last },
      ]}
      onChange={onChange}
    />
  );
}
