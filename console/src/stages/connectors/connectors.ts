import type { Tone } from "@/ui/Chip";
import type { Connector } from "./connectors.api";

export type Standing = "open" | "paused" | "failing" | "stuck" | "silent" | "quiet";

const DAY_MS = 86_400_000;

/** How an account does, the worst first. */
export function standingOf(one: Connector, now: Date): Standing {
  if (one.paused) return "paused";
  if (one.failing) return "failing";
  if (one.stuck > 0) return "stuck";
  if (!one.heard_at) return "silent";
  return now.getTime() - new Date(one.heard_at).getTime() > DAY_MS ? "quiet" : "open";
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
