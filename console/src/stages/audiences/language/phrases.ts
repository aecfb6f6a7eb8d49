import type { Language } from "@/lib/language";
import { yuan } from "@/lib/numbers";
import { listed, say } from "./lexicon";
import type { DateTest, Duration, ListTest, NumberTest, Test, TextTest, Window } from "./nodes";

const UNITS: Record<string, [zh: string, one: string, many: string]> = {
  s: ["秒", "second", "seconds"],
  m: ["分钟", "minute", "minutes"],
  h: ["小时", "hour", "hours"],
  d: ["天", "day", "days"],
  w: ["周", "week", "weeks"],
};

const AGES: Record<string, [zh: string, en: string]> = {
  days: ["天", "days"],
  weeks: ["周", "weeks"],
  months: ["个月", "months"],
  years: ["年", "years"],
};

const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });

export function number(value: number): string {
  return GROUPED.format(value);
}

/** This will say a duration: `30 天`, `3 小时`. */
export function duration(written: Duration, language: Language): string {
  const size = Number.parseInt(written, 10);
  const unit = UNITS[written.slice(-1)];
  if (!unit || Number.isNaN(size)) return written;
  if (language === "zh") return `${size} ${unit[0]}`;
  return `${size} ${size === 1 ? unit[1] : unit[2]}`;
}

/** This will say when: `近 30 天`, `2026-10-01 起`; nothing for any time. */
export function window(given: Window | undefined, language: Language): string {
  if (!given) return "";
  return "last" in given ? rolling(given, language) : absolute(given, language === "zh");
}

function rolling(given: { last: Duration; until?: Duration }, language: Language): string {
  const zh = language === "zh";
  const last = duration(given.last, language);
  if (!given.until) return say(zh, `近 ${last}`, `in the last ${last}`);
  const until = duration(given.until, language);
  return say(zh, `${last}前到 ${until}前`, `between ${last} and ${until} ago`);
}

function absolute(given: { from?: string; to?: string }, zh: boolean): string {
  const [from, to] = [shown(given.from ?? ""), shown(given.to ?? "")];
  if (from && to) return say(zh, `${from} 到 ${to} 之前`, `from ${from} until before ${to}`);
  if (from) return say(zh, `${from} 起`, `since ${from}`);
  return to && say(zh, `${to} 之前`, `before ${to}`);
}

/** A day as it is, a moment up to the minute. */
export function shown(moment: string): string {
  return moment.length > 10 ? moment.slice(0, 16).replace("T", " ") : moment;
}

type Figure = (value: number) => string;

const COUNT_OPS: Record<string, [zh: string, en: string]> = {
  "=": ["正好", "exactly"],
  ">": ["多于", "more than"],
  ">=": ["至少", "at least"],
  "<": ["少于", "fewer than"],
  "<=": ["至多", "at most"],
};

/** This will say a comparison of a count: `至少 3 次`; `figure` writes the numbers. */
export function compared(test: NumberTest, figure: Figure, language: Language): string {
  const zh = language === "zh";
  if (test.op === "between") {
    const [low, high] = test.value;
    return zh ? `${figure(low)} 到 ${figure(high)}` : `between ${figure(low)} and ${figure(high)}`;
  }
  return `${COUNT_OPS[test.op]?.[zh ? 0 : 1] ?? test.op} ${figure(test.value)}`;
}

export const money: Figure = (fen) => yuan(Math.round(fen));

/** This will say a test of a moment: `在近 30 天内`, `早于 2026-10-01`, `满 3 个月、不到 6 个月`. */
export function dated(test: DateTest, language: Language): string {
  const zh = language === "zh";
  switch (test.op) {
    case "before":
      return say(zh, `早于 ${shown(test.value)}`, `before ${shown(test.value)}`);
    case "since":
      return say(zh, `在 ${shown(test.value)} 及以后`, `on or after ${shown(test.value)}`);
    case "between": {
      const [from, to] = test.value.map(shown) as [string, string];
      return say(zh, `在 ${from} 到 ${to} 之前`, `from ${from} until before ${to}`);
    }
    case "age":
      return aged(test.value, AGES[test.unit]?.[zh ? 0 : 1] ?? test.unit, zh);
    default: {
      const long = duration(test.value, language);
      const [before, after, english] = RELATIVE[test.op];
      return say(zh, `${before} ${long}${after}`, english.replace("…", long));
    }
  }
}

const RELATIVE: Record<"within_last" | "longer_ago" | "within_next", [string, string, string]> = {
  within_last: ["在近", "内", "within the last …"],
  longer_ago: ["在", "以前", "more than … ago"],
  within_next: ["在未来", "内", "within the next …"],
};

function aged([low, high]: [number, number], unit: string, zh: boolean): string {
  return zh ? `距今满 ${low} ${unit}、不到 ${high} ${unit}` : `${low} to under ${high} ${unit} ago`;
}

const TEXT_OPS: Record<string, [zh: string, en: string]> = {
  is: ["是", "is"],
  contains: ["包含", "contains"],
  starts_with: ["开头是", "starts with"],
  ends_with: ["结尾是", "ends with"],
  one_of: ["是", "is"],
  has: ["含有", "has"],
  has_any: ["含有", "has"],
  has_all: ["同时含有", "has"],
};

const PLAIN_OPS: Record<string, [zh: string, en: string]> = {
  "=": ["等于", "is"],
  ">": ["大于", "is over"],
  ">=": ["不小于", "is at least"],
  "<": ["小于", "is under"],
  "<=": ["不大于", "is at most"],
};

/** This will say what a property or trait is held against: `城市 是 上海`; `name` is what it is called. */
export function tested(name: string, test: Test, language: Language): string {
  const zh = language === "zh";
  const space = say(zh, "", " ");
  switch (test.type) {
    case "any":
      return say(zh, `有${name}`, `has ${name}`);
    case "boolean":
      return say(zh, `${name}为${test.value ? "是" : "否"}`, `${name} is ${test.value}`);
    case "date":
      return `${name}${say(zh, "", " is ")}${dated(test, language)}`;
    case "number":
      return `${name}${held(test, language)}`;
    default:
      return [name, TEXT_OPS[test.op]?.[zh ? 0 : 1] ?? test.op, valued(test, language)].join(space);
  }
}

function held(test: NumberTest, language: Language): string {
  const zh = language === "zh";
  const between = compared(test, number, language);
  if (test.op === "between") return say(zh, `在${between}之间`, ` is ${between}`);
  return `${say(zh, "", " ")}${PLAIN_OPS[test.op]?.[zh ? 0 : 1] ?? test.op} ${number(test.value)}`;
}

function valued(test: TextTest | ListTest, language: Language): string {
  const quote = quoted(language === "zh");
  if (!Array.isArray(test.value)) return quote(test.value);
  return listed(test.value.map(quote), test.op === "has_all" ? "and" : "or", language);
}

export function quoted(zh: boolean): (text: string) => string {
  return (text) => (zh ? `“${text}”` : `“${text}”`);
}

const DAYS: [zh: string, en: string][] = [
  ["一", "Mon"],
  ["二", "Tue"],
  ["三", "Wed"],
  ["四", "Thu"],
  ["五", "Fri"],
  ["六", "Sat"],
  ["日", "Sun"],
];

export function weekday(day: number, language: Language): string {
  const name = DAYS[day - 1];
  return language === "zh" ? `周${name?.[0] ?? day}` : (name?.[1] ?? String(day));
}
