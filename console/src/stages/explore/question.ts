import { decoded } from "@/lib/handed";
import type { SpanOfDays } from "@/widgets/Span";

/** The kinds of question that this page asks, in the order in which people come to them. */
export const KINDS = [
  "trends",
  "funnel",
  "retention",
  "paths",
  "distribution",
  "stickiness",
  "life_cycle",
  "intervals",
] as const;
export type Kind = (typeof KINDS)[number];

export interface Test {
  type: string;
  op: string;
  value?: unknown;
}

export interface PropertyTest {
  property: string;
  test: Test;
}

/** Which events; what the form does not show (times of day, weekdays …) stays as it was written. */
export interface EventFilter {
  events?: string[] | null;
  channels?: string[] | null;
  where?: PropertyTest[] | null;
  label?: string | null;
  [other: string]: unknown;
}

export type Measure = "events" | "people" | "sum" | "average" | "per_person" | "sum_per_person";

export interface Series extends EventFilter {
  measure?: Measure;
  property?: string | null;
}

export interface Exclusion extends EventFilter {
  after?: number;
  before?: number | null;
}

export type Breakdown =
  | { by: "channel"; top?: number }
  | { by: "property"; property: string; top?: number }
  | { by: "trait"; trait: string; top?: number }
  | { by: "segments"; segments: unknown[] };

export type Granularity = "hour" | "day" | "week" | "month";

interface Common {
  period: SpanOfDays;
  zone?: string;
  people?: unknown;
  breakdown?: Breakdown | null;
}

export interface Asks {
  trends: Common & { series: Series[]; granularity?: Granularity; compare?: boolean; cumulative?: boolean };
  funnel: Common & {
    steps: EventFilter[];
    within?: string;
    order?: "ordered" | "strict" | "any";
    exclusions?: Exclusion[];
    hold?: string | null;
    count?: "people" | "entries";
  };
  retention: Common & {
    start: EventFilter;
    back?: EventFilter | null;
    granularity?: "day" | "week" | "month";
    ages?: number;
    mode?: "exact" | "rolling" | "bracket";
    brackets?: number[];
    cohort?: "first" | "entry";
  };
  paths: Common & {
    events?: EventFilter;
    start?: EventFilter | null;
    end?: EventFilter | null;
    gap?: string;
    steps?: number;
    collapse?: boolean;
    top?: number;
  };
  distribution: Common & {
    events: EventFilter;
    of?: "count" | "sum" | "value" | "hour" | "weekday";
    property?: string | null;
    edges?: number[] | null;
  };
  stickiness: Common & { active?: EventFilter; granularity?: "week" | "month" };
  life_cycle: Common & { active?: EventFilter; granularity?: "day" | "week" | "month" };
  intervals: Common & { start: EventFilter; end?: EventFilter | null; within?: string };
}

/** A question of a kind, as the address and the editor have it. */
export type Ask<K extends Kind = Kind> = { [T in K]: { kind: T } & Asks[T] }[K];

export function isKind(text: unknown): text is Kind {
  return KINDS.includes(text as Kind);
}

/** Lists without which a question of a kind cannot be drawn in the editor. */
const NEEDED: Partial<Record<Kind, string>> = { trends: "series", funnel: "steps" };

/** This will read the question of an address; nothing when it is not one of that kind. */
export function askIn(text: unknown, kind: Kind): Ask | undefined {
  const found = typeof text === "string" ? decoded(text) : undefined;
  return isAsk(found) && found.kind === kind ? found : undefined;
}

/** Whether a value is a question that this page can draw. */
export function isAsk(value: unknown): value is Ask {
  if (typeof value !== "object" || value === null) return false;
  const { kind, period, ...rest } = value as Record<string, unknown>;
  if (!isKind(kind) || typeof period !== "object" || period === null) return false;
  const needed = NEEDED[kind];
  return !needed || Array.isArray(rest[needed]);
}

/** This will leave out what is nothing, empty, or not said, so that equal questions have equal addresses. */
export function tidied<T>(value: T): T {
  if (Array.isArray(value)) return value.map(tidied) as T;
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .filter(([, one]) => one !== undefined && one !== null && !(Array.isArray(one) && one.length === 0))
    .map(([name, one]) => [name, tidied(one)]);
  return Object.fromEntries(kept) as T;
}

export type Problem = "value" | "property" | "segments" | "brackets" | "trait";

/** This will say what a question still lacks before it can be asked. */
export function problemOf(ask: Ask): Problem | undefined {
  for (const filter of filtersOf(ask)) {
    if (filter.where?.some((one) => !one.property || blank(one.test))) return "value";
    const { measure, property } = filter as Series;
    if (measure && MEASURES_A_PROPERTY.has(measure) && !property) return "property";
  }
  if (ask.kind === "distribution" && (ask.of === "sum" || ask.of === "value") && !ask.property) return "property";
  if (ask.kind === "retention" && ask.mode === "bracket" && !ask.brackets?.length) return "brackets";
  return ask.breakdown ? lackOf(ask.breakdown) : undefined;
}

export const MEASURES_A_PROPERTY: ReadonlySet<string> = new Set(["sum", "average", "sum_per_person"]);

function lackOf(breakdown: Breakdown): Problem | undefined {
  if (breakdown.by === "property" && !breakdown.property) return "property";
  if (breakdown.by === "trait" && !breakdown.trait) return "trait";
  return breakdown.by === "segments" && !breakdown.segments.length ? "segments" : undefined;
}

function blank(test: Test): boolean {
  if (test.type === "any") return false;
  if (Array.isArray(test.value)) return test.value.length === 0 || test.value.some((one) => one === "" || one === null);
  return test.value === undefined || test.value === "" || test.value === null;
}

/** This will list every choice of events that a question makes. */
export function filtersOf(ask: Ask): EventFilter[] {
  const found: (EventFilter | null | undefined)[] = [];
  if (ask.kind === "trends") found.push(...ask.series);
  else if (ask.kind === "funnel") found.push(...ask.steps, ...(ask.exclusions ?? []));
  else if (ask.kind === "retention") found.push(ask.start, ask.back);
  else if (ask.kind === "paths") found.push(ask.events, ask.start, ask.end);
  else if (ask.kind === "distribution") found.push(ask.events);
  else if (ask.kind === "intervals") found.push(ask.start, ask.end);
  else found.push(ask.active);
  return found.filter((one) => one !== null && one !== undefined);
}
