import { type Funnel, STEPS, type Step } from "./insight.api";

/** A step that moved far more than it does by chance against the span of time before. */
export interface Notable {
  step: Step;
  up: boolean;
  share: number;
}

/** Changes below this are everyday ones. */
const LEAST_SHARE = 0.2;
/** Two counts differ beyond chance when they lie further apart than this many of their standard errors. */
const ERRORS = 3;

/**
 * This will name the steps that moved beyond chance, the furthest first: counts are taken to scatter by the root of
 * their sum (Poisson), so that few people never make a headline.
 */
export function notable(now: Funnel, before: Funnel): Notable[] {
  return STEPS.map((step) => ({ step, change: now[step] - before[step], was: before[step], is: now[step] }))
    .filter(({ change, was, is }) => was > 0 && Math.abs(change) > ERRORS * Math.sqrt(was + is))
    .map(({ step, change, was }) => ({ step, up: change > 0, share: Math.abs(change) / was }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((a, b) => b.share - a.share);
}
