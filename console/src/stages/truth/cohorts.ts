import type { Shapes } from "@/api/client";
import type { Language } from "@/lib/language";
import { channelName } from "@/widgets/names";

export type Cohort = Shapes["CohortOut"];
export type Worth = Cohort["worth"][number];

/** Fewer people than this make a mean that jumps about. */
export const FEW = 30;

export function worthAt(cohort: Cohort, days: number): Worth | undefined {
  return cohort.worth.find((one) => one.days === days);
}

/** This will find the horizon to speak of: the longest at which two cohorts or more have enough people. */
export function spokenOf(cohorts: readonly Cohort[], horizons: readonly number[]): number | null {
  const enough = (days: number): number =>
    cohorts.filter((cohort) => (worthAt(cohort, days)?.people ?? 0) >= FEW).length;
  const found = horizons.filter((days) => enough(days) >= 2);
  return found.at(-1) ?? horizons.find((days) => enough(days) >= 1) ?? null;
}

/** This will find who is worth most at a horizon, among cohorts with enough people. */
export function bestAt(cohorts: readonly Cohort[], days: number): { cohort: Cohort; worth: Worth } | null {
  const known = cohorts
    .map((cohort) => ({ cohort, worth: worthAt(cohort, days) }))
    .filter((one): one is { cohort: Cohort; worth: Worth } => (one.worth?.people ?? 0) >= FEW);
  return known.toSorted((a, b) => (b.worth.mean_fen ?? 0) - (a.worth.mean_fen ?? 0))[0] ?? null;
}

/** How deep a cell is colored: its mean against the largest that enough people stand behind. */
export function depthOf(worth: Worth, cohorts: readonly Cohort[]): number {
  const most = Math.max(
    0,
    ...cohorts.flatMap((cohort) => cohort.worth.filter((one) => one.people >= FEW).map((one) => one.mean_fen ?? 0)),
  );
  return most && worth.mean_fen !== null ? Math.min(1, worth.mean_fen / most) : 0;
}

/** What a cohort is called: its month, or the channel that people came by. */
export function labelOf(cohort: Cohort, by: "channel" | "month", chosen: Language, none: string): string {
  if (by === "month") return cohort.key;
  return cohort.key === "none" ? none : channelName(cohort.key, chosen);
}
