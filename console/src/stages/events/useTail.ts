import { useEffect, useReducer } from "react";
import type { TailLine } from "./events.api";

const KEPT = 300;

export interface Tail {
  lines: TailLine[];
  /** What arrived while the list stood still. */
  held: TailLine[];
  still: boolean;
  live: boolean;
}

export type Step =
  | { kind: "line"; line: TailLine }
  | { kind: "live"; live: boolean }
  | { kind: "still"; still: boolean };

export const FIRST: Tail = { lines: [], held: [], still: false, live: false };

/** This will take one step of the list: newest first, each event once, nothing lost while it stands still. */
export function step(tail: Tail, next: Step): Tail {
  if (next.kind === "live") return { ...tail, live: next.live };
  if (next.kind === "still")
    return next.still
      ? { ...tail, still: true }
      : { ...tail, still: false, lines: [...tail.held, ...tail.lines].slice(0, KEPT), held: [] };
  const known = [...tail.held, ...tail.lines].some((one) => keyOf(one) === keyOf(next.line));
  if (known) return tail;
  if (tail.still) return { ...tail, held: [next.line, ...tail.held].slice(0, KEPT) };
  return { ...tail, lines: [next.line, ...tail.lines].slice(0, KEPT) };
}

export function keyOf(line: TailLine): string {
  return `${line.source}/${line.message_id}`;
}

/** The live tail, as the server takes events in; a lost connection is taken up again by the browser. */
export function useTail(): [Tail, (still: boolean) => void] {
  const [tail, take] = useReducer(step, FIRST);
  useEffect(() => {
    const stream = new EventSource("/api/events/tail?back=3600");
    stream.onopen = () => take({ kind: "live", live: true });
    stream.onerror = () => take({ kind: "live", live: false });
    stream.onmessage = (message) => take({ kind: "line", line: JSON.parse(message.data) });
    return () => stream.close();
  }, []);
  return [tail, (still) => take({ kind: "still", still })];
}
