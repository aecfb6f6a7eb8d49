import type { Shapes } from "@/api/client";

export type Differs = Shapes["StaffActivityOut"]["differs"][string];

/** What both WeCom and we count of staff, in the order in which it is shown. */
export const MEASURES = ["added", "deleted", "chats", "messages", "replied", "first_reply"] as const;
export type Measure = (typeof MEASURES)[number];

/** What only events tell us: without a source that tells of chats we do not count it. */
const OF_CHATS: ReadonlySet<Measure> = new Set<Measure>(["chats", "messages", "replied", "first_reply"]);

/** What both count of somebody's groups. */
export const OF_GROUPS = ["groups", "opened", "joined", "members"] as const;
export type OfGroups = (typeof OF_GROUPS)[number];

/** Whether we count this ourselves. */
export function ours(measure: Measure, hearsChats: boolean): boolean {
  return hearsChats || !OF_CHATS.has(measure);
}

/** This will write a figure: counts whole, shares in percent, waits in minutes; nothing is a dash. */
export function written(measure: Measure | OfGroups, value: number | null, count: (value: number) => string): string {
  if (value === null) return "–";
  if (measure === "replied") return `${(Math.round(value * 10) / 10).toFixed(1)}%`;
  if (measure === "first_reply") return `${Math.round(value * 10) / 10}`;
  return count(value);
}

/** This will give the period's figure of all staff: counts add up, shares and waits are means over the days. */
export function over(values: readonly (number | null)[], measure: Measure): number | null {
  const known = values.filter((value) => value !== null);
  if (!known.length) return null;
  const sum = known.reduce((all, one) => all + one, 0);
  return measure === "replied" || measure === "first_reply" ? sum / known.length : sum;
}

/** This will tell how two sums of a period stand; half of a share or of a minute is no difference. */
export function compared(measure: Measure, theirs: number | null, own: number | null): Differs {
  if (theirs === null || own === null) return "unknown";
  const close = measure === "replied" || measure === "first_reply" ? 0.5 : 0;
  if (Math.abs(theirs - own) <= close) return "same";
  return theirs > own ? "theirs_more" : "ours_more";
}
