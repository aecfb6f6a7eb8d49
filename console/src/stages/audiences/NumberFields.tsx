import { useWords } from "@/lib/language";
import { Amount, Pick } from "./fields";
import type { NumberTest } from "./language/nodes";
import { choices, WORDS } from "./test.copy";

interface NumberProps {
  value: NumberTest;
  onChange: (value: NumberTest) => void;
  /** Fen on the wire, yuan on screen. */
  money?: boolean;
  count?: boolean;
}

export function NumberTestField({ value, onChange, money = false, count = true }: NumberProps) {
  const words = useWords(WORDS);
  const changed = (op: string): void => {
    const first = value.op === "between" ? value.value[0] : value.value;
    onChange(
      op === "between"
        ? { type: "number", op, value: [first, first + (money ? 10_000 : 1)] }
        : { type: "number", op: op as ">=", value: first },
    );
  };
  return (
    <>
      <Pick
        label={words.how}
        value={value.op as string}
        options={choices(count ? words.counts : words.numbers)}
        onChange={changed}
      />
      <NumberValue value={value} onChange={onChange} money={money} />
    </>
  );
}

export function NumberValue({ value, onChange, money = false }: NumberProps) {
  const words = useWords(WORDS);
  const scale = money ? 100 : 1;
  const before = money ? "¥" : undefined;
  if (value.op !== "between")
    return (
      <Amount
        label={words.value}
        before={before}
        value={value.value / scale}
        onChange={(next) => onChange({ ...value, value: scaled(next, scale) })}
      />
    );
  const [low, high] = value.value;
  return (
    <>
      <Amount
        label={words.value}
        before={before}
        value={low / scale}
        onChange={(next) => onChange({ ...value, value: [scaled(next, scale), high] })}
      />
      <span>{words.to}</span>
      <Amount
        label={words.value}
        before={before}
        value={high / scale}
        onChange={(next) => onChange({ ...value, value: [low, scaled(next, scale)] })}
      />
    </>
  );
}

function scaled(value: number, scale: number): number {
  return scale === 1 ? value : Math.round(value * scale);
}
