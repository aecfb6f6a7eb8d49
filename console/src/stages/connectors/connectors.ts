import type { Tone } from "@/ui/Chip";
import type { Connector } from "./connectors.api";

export type Standing = "open" | "paused" | "failing" | "stuck" | "silent" | "quiet";

const DAY_MS = 86_400_000;

/** How an account does, the worst first. */
export function standingOf(one: Connector, now: Date): Standing {
  if (one.paused) return "paused";
  if (one.failing) return "failing";
  if (one.stuck > 0) return "stuck";
  const last = lastOf(one);
  if (!last) return "silent";
  return now.getTime() - new Date(last).getTime() > DAY_MS ? "quiet" : "open";
}

/** When something came last: by a callback, or by a pull where leads are pulled. */
function lastOf(one: Connector): string | null {
  const pulled = one.channel === "oceanengine" ? one.asked_at : null;
  return [one.heard_at, pulled].reduce((last, at) => (at && (!last || at > last) ? at : last), null);
}

export const TONES: Record<Standing, Tone> = {
  open: "good",
  paused: "quiet",
  failing: "bad",
  stuck: "look",
  silent: "look",
  quiet: "look",
};

/** How many accounts need somebody. */
export function needing(rows: Connector[], now: Date): number {
  return rows.filter((one) => !["open", "paused"].includes(standingOf(one, now))).length;
}
