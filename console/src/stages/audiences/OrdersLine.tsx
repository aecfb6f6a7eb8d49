import { language, useWords } from "@/lib/language";
import { FirstLast } from "./DidLine";
import { Pick } from "./fields";
import type { NumberTest, OrderMeasure, OrdersAt, OrdersCounted, OrdersFilter } from "./language/nodes";
import { WORDS } from "./line.copy";
import { NumberTestField } from "./NumberFields";
import { NarrowOrders, OrderDetails } from "./OrderFields";
import { DateTestField } from "./TestFields";
import { WindowField } from "./TimeFields";
import { type LineProps, Turn } from "./Turn";

const ONCE: NumberTest = { type: "number", op: ">=", value: 1 };
const MONEY = new Set(["net_fen", "average_net_fen"]);

/** 近 90 天 买过 次数 至少 2 */
export function OrdersLine({ node, not, onChange, onTurn }: LineProps<OrdersCounted>) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  const measure = node.measure ?? "count";
  const shown = measure === "count" && !node.test ? "once" : measure;
  const when = <WindowField value={node.within} onChange={(within) => onChange({ ...node, within })} />;
  const set = (next: OrderMeasure | "once"): void => {
    const { test, measure: before, ...rest } = node;
    const kept = MONEY.has(next) === MONEY.has(before ?? "count") ? test : undefined;
    const begin: NumberTest = { type: "number", op: ">=", value: MONEY.has(next) ? 100_000 : 2 };
    onChange(next === "once" ? rest : { ...rest, measure: next, test: kept ?? begin });
  };
  return (
    <>
      {zh && when}
      <Turn said={words.bought} not={not} onTurn={onTurn} />
      <Pick
        label={words.measure}
        value={shown as string}
        options={Object.entries({ ...words.orderMeasures, ...(not ? { once: words.never } : {}) }).map(
          ([value, label]) => ({ value, label }),
        )}
        onChange={(next) => set(next as OrderMeasure)}
      />
      {shown !== "once" && (
        <NumberTestField
          money={MONEY.has(measure)}
          value={node.test ?? ONCE}
          onChange={(test) => onChange({ ...node, measure, test })}
        />
      )}
      {!zh && when}
      <State value={node} onChange={onChange} />
      <NarrowOrders value={node} onChange={onChange} />
      <OrderDetails value={node} onChange={onChange} />
    </>
  );
}

/** 最近一次 购买 早于 90 天以前 */
export function OrdersAtLine({ node, not, onChange, onTurn }: LineProps<OrdersAt>) {
  const words = useWords(WORDS);
  return (
    <>
      {not && <Turn said={words.holds} not={not} onTurn={onTurn} />}
      <FirstLast value={node.measure} onChange={(measure) => onChange({ ...node, measure })} />
      <span>{words.buying}</span>
      <span className="phrase">
        <DateTestField value={node.test} onChange={(test) => onChange({ ...node, test })} />
      </span>
      <State value={node} onChange={onChange} />
      {node.within && <WindowField value={node.within} onChange={(within) => onChange({ ...node, within })} />}
      <NarrowOrders value={node} onChange={onChange} />
      <OrderDetails value={node} onChange={onChange} />
    </>
  );
}

function State<T extends OrdersFilter>({ value, onChange }: { value: T; onChange: (value: T) => void }) {
  const words = useWords(WORDS);
  return (
    <Pick
      label={words.state}
      value={value.state ?? "bought"}
      options={Object.entries(words.states).map(([key, label]) => ({ value: key, label }))}
      onChange={(state) => onChange({ ...value, state: state === "any" ? "any" : undefined })}
    />
  );
}
