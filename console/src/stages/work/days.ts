export type Span = "week" | "month";

const DAY_MS = 86_400_000;

/** This will give the day so many days later. */
export function added(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** This will give the weekday of a day, Monday being 1. */
export function weekdayOf(date: string): number {
  return new Date(Date.parse(date)).getUTCDay() || 7;
}

/** This will give the week or the weeks of the month in which a day lies: from a Monday until, not with, a Monday. */
export function spanOf(date: string, span: Span): [string, string] {
  const first = span === "month" ? `${date.slice(0, 8)}01` : date;
  const since = added(first, 1 - weekdayOf(first));
  if (span === "week") return [since, added(since, 7)];
  const next = added(first, 32);
  const last = added(`${next.slice(0, 8)}01`, -1);
  return [since, added(last, 8 - weekdayOf(last))];
}

/** This will list the days of [since, until). */
export function daysOf(since: string, until: string): string[] {
  const days: string[] = [];
  for (let one = since; one < until; one = added(one, 1)) days.push(one);
  return days;
}
