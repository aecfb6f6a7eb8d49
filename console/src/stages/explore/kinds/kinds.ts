import type { Kind } from "../question";
import { DISTRIBUTION } from "./Distribution";
import { FUNNEL } from "./Funnel";
import { INTERVALS } from "./Intervals";
import type { Telling } from "./kind";
import { LIFE_CYCLE } from "./LifeCycle";
import { PATHS } from "./Paths";
import { RETENTION } from "./Retention";
import { STICKINESS } from "./Stickiness";
import { TRENDS } from "./Trends";

const TELLINGS: { [K in Kind]: Telling<K> } = {
  trends: TRENDS,
  funnel: FUNNEL,
  retention: RETENTION,
  paths: PATHS,
  distribution: DISTRIBUTION,
  stickiness: STICKINESS,
  life_cycle: LIFE_CYCLE,
  intervals: INTERVALS,
};

/** How answers of a kind are told; question and answer of one kind always come together. */
export function tellingOf(kind: Kind): Telling<Kind> {
  return TELLINGS[kind] as unknown as Telling<Kind>;
}
