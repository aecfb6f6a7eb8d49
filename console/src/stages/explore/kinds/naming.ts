import { useMemo } from "react";
import { type Language, language } from "@/lib/language";
import { count } from "@/lib/numbers";
import { type Dictionary, useEventNames } from "@/widgets/dictionary";
import { channelName } from "@/widgets/names";
import { useUnits } from "@/widgets/units";
import { type Ask, type Breakdown, type EventFilter, filtersOf, type Granularity } from "../question";
import { kindLabel } from "../words";

/** What things of an answer are called in the language that is switched on. */
export interface Naming {
  zh: boolean;
  chosen: Language;
  /** A choice of events: its own label, or the names of its events. */
  events: (filter: EventFilter | null | undefined) => string;
  event: (name: string) => string;
  group: (group: string | null, breakdown?: Breakdown | null) => string;
  people: (many: number) => string;
  /** Whether a property of these events is an amount of money, which events tell in yuan. */
  money: (filter: EventFilter | null | undefined, property: string | null | undefined) => boolean;
}

export function namingOf(chosen: Language, dictionary: Dictionary, units: Map<number | string, string>): Naming {
  const zh = chosen === "zh";
  const event = (name: string): string => (name === "…" ? (zh ? "其他行为" : "Others") : dictionary.name(name));
  return {
    zh,
    chosen,
    event,
    events: (filter) =>
      filter?.label || joined((filter?.events ?? []).map(event), zh) || (zh ? "任意行为" : "Anything"),
    money: (filter, property) =>
      Boolean(property) &&
      (filter?.events ?? []).some((one) => isMoney(dictionary.of(one)?.properties[property ?? ""])),
    group: (group, breakdown) => groupName(group, breakdown, chosen, units),
    people: (many) => {
      const figure = count(many, chosen);
      if (!zh) return `${figure} ${many === 1 ? "person" : "people"}`;
      return /\d$/.test(figure) ? `${figure} 人` : `${figure}人`;
    },
  };
}

function isMoney(type: unknown): boolean {
  return String(type ?? "").replace("!", "") === "money";
}

function joined(names: string[], zh: boolean): string {
  return names.join(zh ? "或" : " or ");
}

const PLAIN: Record<string, readonly [string, string]> = {
  "": ["未说明", "Not said"],
  "…": ["其他", "Others"],
  true: ["是", "Yes"],
  false: ["否", "No"],
};

function groupName(
  group: string | null,
  breakdown: Breakdown | null | undefined,
  chosen: Language,
  units: Map<number | string, string>,
): string {
  const zh = chosen === "zh";
  if (group === null) return zh ? "所有人" : "Everybody";
  const plain = PLAIN[group];
  if (plain) return plain[zh ? 0 : 1];
  if (breakdown?.by === "channel") return channelName(group, chosen);
  if (breakdown?.by === "trait" && breakdown.trait === "home_store") return units.get(group) ?? group;
  if (breakdown?.by === "property" && breakdown.property === "store_id") return units.get(group) ?? group;
  return group;
}

export function useNaming(): Naming {
  const chosen = language.use();
  const dictionary = useEventNames();
  const units = useUnits();
  return useMemo(() => namingOf(chosen, dictionary, units), [chosen, dictionary, units]);
}

/** This will write the beginning of a bucket as short as it can be told: `11-22`, `2026-11`, `11-22 14:00`. */
export function bucketName(bucket: string, granularity: Granularity): string {
  if (granularity === "month") return bucket.slice(0, 7);
  return granularity === "hour" ? bucket.slice(5, 16).replace("T", " ") : bucket.slice(5, 10);
}

/** This will write how long something took: `52 秒`, `3.5 小时`, `20 天`. */
export function lasting(seconds: number, zh: boolean): string {
  const steps: [number, string, string][] = [
    [86_400, "天", "d"],
    [3600, "小时", "h"],
    [60, "分钟", "min"],
  ];
  for (const [size, chinese, english] of steps)
    if (seconds >= size) return `${trimmed(seconds / size)} ${zh ? chinese : english}`;
  return `${Math.round(seconds)} ${zh ? "秒" : "s"}`;
}

function trimmed(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}

/** This will write where a bin of waiting times lies: `1–3 小时`, `12 小时–1 天`, `180 天以上`. */
export function waited(from_s: number, to_s: number | null, zh: boolean): string {
  const from = lasting(from_s, zh);
  if (to_s === null) return zh ? `${from}以上` : `${from} and more`;
  const to = lasting(to_s, zh);
  if (from_s === 0) return zh ? `不到 ${to}` : `under ${to}`;
  const [many = "", unit = ""] = from.split(" ");
  return to.endsWith(` ${unit}`) ? `${many}–${to}` : `${from}–${to}`;
}

/** This will name a question by what it asks about, as long as nobody gives it a better name. */
export function suggestedName(ask: Ask, naming: Naming): string {
  const joiner = ask.kind === "funnel" || ask.kind === "intervals" ? " → " : "、";
  const events = [...new Set(filtersOf(ask).map(naming.events))].join(joiner);
  return `${kindLabel(ask.kind, naming.chosen)} · ${events || naming.events(null)}`.slice(0, 80);
}
