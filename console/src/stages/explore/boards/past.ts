import type { Board, BoardVersion, Card, Saved } from "../explore.api";

/** This will put an earlier version of a board up again: its cards with their questions as these are now. */
export function putBack(board: Board, version: BoardVersion, saved: readonly Saved[]): { draft: Board; gone: number } {
  const known = new Map(saved.map((one) => [one.id, one]));
  const cards = version.cards.flatMap((card): Card[] => {
    const question = known.get(card.question);
    return question ? [{ ...card, question }] : [];
  });
  const { name, note, shared } = version;
  return { draft: { ...board, name, note, shared, cards }, gone: version.cards.length - cards.length };
}

/** What a version changed beside the one before it; cards are told apart by their questions. */
export interface Change {
  kind: "named" | "noted" | "added" | "removed" | "arranged" | "period" | "people";
  questions?: number[];
}

export function changesOf(before: BoardVersion, after: BoardVersion): Change[] {
  const [old, fresh] = [before, after].map((one) => one.cards.map((card) => card.question)) as [number[], number[]];
  const added = without(fresh, old);
  const removed = without(old, fresh);
  const found: Change[] = [];
  if (before.name !== after.name) found.push({ kind: "named" });
  if (before.note !== after.note) found.push({ kind: "noted" });
  if (added.length) found.push({ kind: "added", questions: added });
  if (removed.length) found.push({ kind: "removed", questions: removed });
  const stay = (one: BoardVersion, gone: number[]): string =>
    JSON.stringify(one.cards.filter((card) => !gone.includes(card.question)));
  if (stay(before, removed) !== stay(after, added)) found.push({ kind: "arranged" });
  if (JSON.stringify(before.shared.period ?? null) !== JSON.stringify(after.shared.period ?? null))
    found.push({ kind: "period" });
  if ((before.shared.people ?? null) !== (after.shared.people ?? null)) found.push({ kind: "people" });
  return found;
}

function without(all: readonly number[], others: readonly number[]): number[] {
  return [...new Set(all)].filter((one) => !others.includes(one));
}
