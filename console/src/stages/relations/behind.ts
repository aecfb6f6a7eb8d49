import { type Definition, defined } from "@/widgets/useDefined";

/** Figures of pools that are people, as the segment language says them. */
export type Part = "friends" | "half" | "added" | "transferred_away";

const STANDINGS: Record<Part, string> = {
  friends: "friend",
  half: "half",
  added: "friend",
  transferred_away: "transferred",
};
/** These count what happened in the days that are looked at, the others what is so now. */
const OF_DAYS: ReadonlySet<Part> = new Set(["added", "transferred_away"]);

/**
 * This will say who is behind a figure of these corps' pools, or of one staff member's.
 *
 * Events may tell of staff of corps that are not connected; they have no pools here.
 */
export function behind(part: Part, days: number, corps: readonly string[], staff?: string): Definition {
  return defined({
    kind: "relation",
    standing: [STANDINGS[part]],
    ...(OF_DAYS.has(part) ? { within: { last: `${days}d` } } : {}),
    corps: [...new Set(corps)],
    ...(staff ? { staff: [staff] } : {}),
  });
}

/** This will say who of our customers is in a group now; staff are in it too, and are nobody's customers. */
export function inGroup(corp: string, group: string): Definition {
  return defined({ kind: "customer_group", standing: ["in"], groups: [group], corps: [corp] });
}
