import { Segmented } from "antd";
import { copy, useWords } from "@/lib/language";
import { daysBefore } from "@/lib/moments";
import { useUrl } from "./useUrl";

const WORDS = copy(
  { label: "时段", all: "全部", days: (n: number) => (n === 1 ? "今天" : `近 ${n} 天`) },
  { label: "Period", all: "All time", days: (n: number) => (n === 1 ? "Today" : `${n} days`) },
);

export interface Period {
  from?: string;
  to?: string;
}

/** This will give the last so many days in Beijing, today included; nothing for all time. */
export function lastDays(days: number, before = 0): Period {
  if (!days) return {};
  const now = Date.now();
  return { from: daysBefore(now, days - 1 + before), to: daysBefore(now, before - 1) };
}

/** The period that the address names, and the switch for it. */
export function usePeriod(fallback: number): number {
  const [url] = useUrl<{ days: number }>();
  return typeof url.days === "number" ? url.days : fallback;
}

export function PeriodSwitch({ choices, value }: { choices: number[]; value: number }) {
  const words = useWords(WORDS);
  const [, set] = useUrl<{ days: number }>();
  return (
    <Segmented
      aria-label={words.label}
      value={value}
      onChange={(days) => set({ days: Number(days) })}
      options={choices.map((days) => ({ value: days, label: days ? words.days(days) : words.all }))}
    />
  );
}
