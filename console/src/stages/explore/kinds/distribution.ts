import type { Cell } from "@/lib/files";
import { count, full, percent } from "@/lib/numbers";
import { propertyName } from "@/widgets/properties";
import type { Ask } from "../question";
import type { Result } from "./kind";
import type { Naming } from "./naming";

type Distribution = Result<"distribution">;
export type Line = Distribution["lines"][number];
export type Slot = Line["bins"][number];

const WEEKDAYS = [
  ["周一", "Mon"],
  ["周二", "Tue"],
  ["周三", "Wed"],
  ["周四", "Thu"],
  ["周五", "Fri"],
  ["周六", "Sat"],
  ["周日", "Sun"],
] as const;

/** This will name a bin: `2 次`, `100–199`, `周三`, `14 点`. */
export function binName(slot: Slot, of: string, zh: boolean): string {
  if (of === "weekday") return WEEKDAYS[(slot.since ?? 1) - 1]?.[zh ? 0 : 1] ?? "";
  if (of === "hour") return zh ? `${slot.since} 点` : `${String(slot.since).padStart(2, "0")}:00`;
  return ranged(slot, of === "count", zh);
}

/** A bin of numbers; whole numbers of times are told with both ends in them. */
function ranged({ since, until }: Slot, times: boolean, zh: boolean): string {
  const unit = times && zh ? " 次" : "";
  if (since === null) return zh ? `${full(until ?? 0)} 以下` : `below ${full(until ?? 0)}`;
  if (until === null) return zh ? `${full(since)}${unit || " "}以上` : `${full(since)} and more`;
  if (times && until - since <= 1) return `${full(since)}${unit}`;
  return `${full(since)}–${full(times ? until - 1 : until)}${unit}`;
}

export function whatOf(ask: Ask<"distribution">, naming: Naming): string {
  const { zh } = naming;
  const events = naming.events(ask.events);
  const property = propertyName(ask.property ?? "", naming.chosen);
  const words: Record<string, string> = zh
    ? {
        count: `每人“${events}”几次`,
        sum: `每人${property}合计`,
        value: `每次的${property}`,
        hour: `几点钟“${events}”`,
        weekday: `星期几“${events}”`,
      }
    : {
        count: `${events}: times per person`,
        sum: `${property} per person`,
        value: `${property} each time`,
        hour: `${events} by hour`,
        weekday: `${events} by weekday`,
      };
  return words[ask.of ?? "count"] ?? "";
}

/** This will say the middle, the upper tenth, and the fullest bin. */
export function said(ask: Ask<"distribution">, result: Distribution, naming: Naming): string {
  const line = result.lines[0];
  if (!line) return "";
  const { zh } = naming;
  const group = line.group === null ? "" : `${naming.group(line.group, ask.breakdown)}${zh ? "：" : ": "}`;
  const all = many(result.of === "value" ? line.events : line.people, result, naming);
  const most = fullest(line, result, naming);
  if (!line.quantiles) return zh ? `${group}${all}，${most}。` : `${group}${all}; ${most}.`;
  const [middle, upper] = [full(line.quantiles.p50 ?? 0), full(line.quantiles.p90 ?? 0)];
  if (zh) return `${group}${all}，中位 ${middle}，九成不超过 ${upper}；${most}。`;
  return `${group}${all}; median ${middle}, nine in ten up to ${upper}; ${most}.`;
}

/** People, or events where each event stands for itself. */
function many(n: number, result: Distribution, naming: Naming): string {
  if (result.of !== "value") return naming.people(n);
  return naming.zh ? `${count(n, "zh")} 次` : `${count(n, "en")} times`;
}

function fullest(line: Line, result: Distribution, naming: Naming): string {
  const size = (slot: Slot): number => (result.of === "value" ? slot.events : slot.people);
  const slot = line.bins.toSorted((a, b) => size(b) - size(a))[0];
  if (!slot) return "";
  const total = result.of === "value" ? line.events : line.people;
  const [name, n] = [binName(slot, result.of, naming.zh), many(size(slot), result, naming)];
  const share = percent(total ? size(slot) / total : null);
  return naming.zh ? `最多的是 ${name}，${n}（${share}）` : `the most are at ${name}: ${n} (${share})`;
}

export function rows(ask: Ask<"distribution">, result: Distribution, naming: Naming): Cell[][] {
  const { zh } = naming;
  return [
    zh
      ? ["分组", "档", "从", "到（不含）", "人数", "次数"]
      : ["Group", "Bin", "From", "To (not included)", "People", "Events"],
    ...result.lines.flatMap((line) =>
      line.bins.map((slot) => [
        naming.group(line.group, ask.breakdown),
        binName(slot, result.of, zh),
        slot.since,
        slot.until,
        slot.people,
        slot.events,
      ]),
    ),
  ];
}
