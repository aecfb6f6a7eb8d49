import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { copy, useWords } from "@/lib/language";
import { day } from "@/lib/moments";
import type { SpanOfDays } from "@/widgets/Span";

const WORDS = copy(
  { label: "时段", own: "自选日期", days: (n: number) => (n === 1 ? "今天" : `近 ${n} 天`), from: "开始", to: "结束" },
  {
    label: "Period",
    own: "Choose days",
    days: (n: number) => (n === 1 ? "Today" : `Last ${n} days`),
    from: "From",
    to: "To",
  },
);
const CHOICES = [1, 7, 14, 28, 30, 56, 70, 84, 90, 180, 365];
const OWN = 0;

/** The period of a question: the last so many days, or days chosen by hand. */
export function PeriodField({ value, onChange }: { value: SpanOfDays; onChange: (value: SpanOfDays) => void }) {
  const words = useWords(WORDS);
  const own = "from" in value;
  const days = own ? OWN : value.last_days;
  const choices = CHOICES.includes(days) || own ? CHOICES : [...CHOICES, days].toSorted((a, b) => a - b);
  const begin = (): void => {
    const today = day(Date.now());
    onChange({ from: shifted(today, -30), to: shifted(today, 1) });
  };
  return (
    <span className="row tight">
      <Select
        size="small"
        aria-label={words.label}
        style={{ width: 128 }}
        value={days}
        onChange={(next) => (next === OWN ? begin() : onChange({ last_days: next }))}
        options={[...choices.map((n) => ({ value: n, label: words.days(n) })), { value: OWN, label: words.own }]}
      />
      {own && (
        <DatePicker.RangePicker
          size="small"
          allowClear={false}
          aria-label={words.label}
          placeholder={[words.from, words.to]}
          value={[dayjs(value.from), dayjs(value.to).subtract(1, "day")]}
          maxDate={dayjs(day(Date.now()))}
          onChange={(chosen) => {
            const [from, to] = chosen ?? [];
            // the end that people choose is a day of the period; the server's is the day after
            if (from && to) onChange({ from: from.format("YYYY-MM-DD"), to: to.add(1, "day").format("YYYY-MM-DD") });
          }}
        />
      )}
    </span>
  );
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
