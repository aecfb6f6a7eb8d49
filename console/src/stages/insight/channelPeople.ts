import type { Period } from "@/widgets/Period";
import { type Definition, defined } from "@/widgets/useDefined";
import type { ChannelLine, Step } from "./insight.api";

/** Those who never touched a public channel. */
export const NONE = "none";
const NO_CHANNEL = "";

type Node = { kind: string } & Record<string, unknown>;

/** What each step asks beyond having come, as the report counts it. */
const ASKS: Record<Step, Node[]> = {
  came: [],
  known: [{ kind: "known" }],
  reachable: [{ kind: "reachable" }],
  bought: [{ kind: "orders", measure: "count", test: atLeast(1) }],
  again: [{ kind: "orders", measure: "days", test: atLeast(2) }],
};

/**
 * This will say who a channel brought and how far they came. Of those whom no public channel brought only all time can
 * be said: no test of the language asks when somebody was first seen by an event or an order, whichever was earlier.
 */
export function brought(channel: string, step: Step, period: Period): Definition | null {
  const came = cameBy(channel, period);
  return came && defined(...came, ...ASKS[step]);
}

/** This will say who came by any of these channels, or by none, and how far they came. */
export function broughtByAny(lines: readonly ChannelLine[], step: Step, period: Period): Definition | null {
  const came = anyOf(lines, period);
  return came && defined(came, ...ASKS[step]);
}

/** This will say who, of all who came, was ever on a channel. Elsewhere than on public channels cannot be said. */
export function touched(channel: string, lines: readonly ChannelLine[], period: Period): Definition | null {
  if (channel === NONE) return null;
  // whoever was on a public channel came by one
  const came = anyOf(
    lines.filter((line) => line.channel !== NONE),
    period,
  );
  return came && defined(came, { kind: "did", channels: [channel] });
}

function anyOf(lines: readonly ChannelLine[], period: Period): Node | null {
  const ways = lines.filter((line) => line.came > 0).map((line) => cameBy(line.channel, period));
  if (!ways.length || ways.some((way) => way === null)) return null;
  return { kind: "any", of: ways.map((way) => ({ kind: "all", of: way })) };
}

function cameBy(channel: string, { from, to }: Period): Node[] | null {
  if (channel === NONE) return from || to ? null : [{ kind: "first_channel", channels: [NO_CHANNEL] }];
  const first = (day: string): Node => {
    // the first touch of all was on this channel, so the first on this channel is that one
    const test = { type: "date", op: "before", value: day };
    return { kind: "did_date", measure: "first", channels: [channel], test };
  };
  return [
    { kind: "first_channel", channels: [channel] },
    ...(to ? [first(to)] : []),
    ...(from ? [{ kind: "not", of: first(from) }] : []),
  ];
}

function atLeast(value: number) {
  return { type: "number", op: ">=", value };
}
