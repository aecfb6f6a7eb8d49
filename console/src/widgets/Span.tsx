import { DatePicker, Segmented } from "antd";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useMemo } from "react";
import { copy, language, useWords } from "@/lib/language";
import { day } from "@/lib/moments";
import { useUrl } from "./useUrl";

const WORDS = copy(
  { label: "时段", own: "自选", days: (n: number) => (n === 365 ? "近一年" : `近 ${n} 天`), from: "开始", to: "结束" },
  { label: "Period", own: "Choose", days: (n: number) => (n === 365 ? "1 year" : `${n} days`), from: "From", to: "To" },
);

export type SpanOfDays = { last_days: number } | { from: string; to: string };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface Placed extends Record<string, string | number | undefined> {
  days?: number;
  from?: string;
  to?: string;
}

/** The period of a question as the address has it: the last so many days, or days chosen by hand (`to` not included). */
export function useSpan(fallback: number): SpanOfDays {
  const [url] = useUrl<Placed>();
  const { from, to, days } = url;
  return useMemo(() => {
    if (from && to && DAY.test(from) && DAY.test(to) && from < to) return { from, to };
    return { last_days: typeof days === "number" && days >= 1 ? days : fallback };
  }, [from, to, days, fallback]);
}

/** How many days a period has. */
export function daysOf(span: SpanOfDays): number {
  return "last_days" in span ? span.last_days : Math.round((Date.parse(span.to) - Date.parse(span.from)) / 86_400_000);
}

/** This will give the period as long just before; days on which it began and ended stay days. */
export function spanBefore(span: SpanOfDays, today = day(Date.now())): { from: string; to: string } {
  const days = daysOf(span);
  const end = "last_days" in span ? shifted(today, 1 - days) : span.from;
  return { from: shifted(end, -days), to: end };
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

const OWN = "own";

/** Chooses the period: a few common ones, or any days. */
export function SpanSwitch({ choices, value }: { choices: number[]; value: SpanOfDays }) {
  const words = useWords(WORDS);
  const [, set] = useUrl<Placed>();
  const own = "from" in value;
  // months and weekdays of the calendar are named by the library of days, not by the components
  dayjs.locale(language.use() === "zh" ? "zh-cn" : "en");
  const begin = (): void => {
    const today = day(Date.now());
    set({ days: undefined, from: shifted(today, -30), to: shifted(today, 1) });
  };
  return (
    <>
      <Segmented<number | string>
        aria-label={words.label}
        value={own ? OWN : value.last_days}
        onChange={(chosen) =>
          chosen === OWN ? begin() : set({ days: Number(chosen), from: undefined, to: undefined })
        }
        options={[
          ...choices.map((days) => ({ value: days, label: words.days(days) })),
          { value: OWN, label: words.own },
        ]}
      />
      {own && (
        <DatePicker.RangePicker
          allowClear={false}
          aria-label={words.label}
          placeholder={[words.from, words.to]}
          style={{ width: 250 }}
          value={[dayjs(value.from), dayjs(value.to).subtract(1, "day")]}
          maxDate={dayjs(day(Date.now()))}
          onChange={(chosen) => {
            const [from, to] = chosen ?? [];
            if (from && to)
              set({ days: undefined, from: from.format("YYYY-MM-DD"), to: to.add(1, "day").format("YYYY-MM-DD") });
          }}
        />
      )}
    </>
  );
}
