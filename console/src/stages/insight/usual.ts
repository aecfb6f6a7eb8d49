/** What a day like this one usually comes to; both ends belong to it. */
export interface Usual {
  low: number;
  middle: number;
  high: number;
}

export type Standing = "below" | "within" | "above";

const WEEK = 7;
const WEEKS = 8;
/** With fewer days of the same weekday, nothing is called usual. */
const LEAST_WEEKS = 4;
/** So many standard deviations leave out one ordinary day in a hundred. */
const Z = 2.576;
/** The median absolute deviation of a normal distribution, in standard deviations. */
const MAD = 0.6745;

/**
 * This will tell for each day what is usual for it, from the eight weeks before: the median of the same weekday, give or
 * take how far all days of those weeks lay from the median of theirs. One ordinary day in about a hundred lies outside.
 *
 * It is worked out on the square root, after which a count that happens by chance varies by one whatever its size
 * (F. J. Anscombe, The transformation of Poisson, binomial and negative-binomial data, Biometrika 35, 1948); what is
 * `counted` is never called steadier than that. The spread is the median absolute deviation, so that a day of a
 * campaign does not make every day usual. Days before the first with anything do not count.
 */
export function usualOf(values: readonly number[], counted: boolean): (Usual | null)[] {
  const begun = values.findIndex((value) => value > 0);
  const roots = values.map((value) => 2 * Math.sqrt(Math.max(0, value) + 3 / 8));
  return values.map((_, at) => (begun < 0 ? null : usual(roots, begun, at, counted)));
}

/** This will tell where a figure stands beside what is usual. */
export function standing(value: number, { low, high }: Usual): Standing {
  return value < low ? "below" : value > high ? "above" : "within";
}

function usual(roots: readonly number[], begun: number, at: number, counted: boolean): Usual | null {
  const since = Math.max(begun, at - WEEKS * WEEK);
  const same = alike(roots, since, at, at);
  if (same.length < LEAST_WEEKS) return null;
  const off = roots
    .slice(since, at)
    .map((root, place) => Math.abs(root - median(alike(roots, since, at, since + place))));
  // the median of n days follows them a little: what is left of their spread is this much too small
  const spread = median(off) / MAD / Math.sqrt(1 - 1 / same.length);
  if (!counted && spread === 0) return null;
  const middle = median(same);
  // a new day varies by itself, and the median of n days by π / 2n of that
  const reach = Z * Math.max(spread, counted ? 1 : 0) * Math.sqrt(1 + Math.PI / 2 / same.length);
  return {
    low: back(middle - reach, Math.ceil),
    middle: back(middle, Math.round),
    high: back(middle + reach, Math.floor),
  };
}

/** The days from `since` on and before `until` that are of the same weekday as `day`. */
function alike(roots: readonly number[], since: number, until: number, day: number): number[] {
  return roots.slice(since, until).filter((_, place) => (day - since - place) % WEEK === 0);
}

function back(root: number, rounded: (value: number) => number): number {
  return root <= 0 ? 0 : Math.max(0, rounded(root ** 2 / 4 - 3 / 8));
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[middle - 1 + (sorted.length % 2)], sorted[middle]];
  return (low + high) / 2;
}
