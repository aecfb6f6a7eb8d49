import type { Board, BoardWords, Card } from "../explore.api";
import { cardIn } from "../explore.api";

export const WIDTHS = [4, 6, 8, 12] as const;
export type Width = (typeof WIDTHS)[number];

/** This will put a card to another place; the others keep their order. */
export function moved<T>(cards: readonly T[], from: number, to: number): T[] {
  const target = Math.max(0, Math.min(cards.length - 1, to));
  const card = cards[from];
  if (card === undefined || from === target) return [...cards];
  const rest = cards.filter((_, at) => at !== from);
  return [...rest.slice(0, target), card, ...rest.slice(target)];
}

/** This will give the next wider size, and after the widest the smallest. */
export function wider(width: number): Width {
  return WIDTHS[(WIDTHS.indexOf(width as Width) + 1) % WIDTHS.length] ?? 6;
}

/** This will write a board as its door takes it, with the version that its author saw. */
export function written(board: Board): BoardWords {
  return {
    name: board.name,
    note: board.note,
    shared: board.shared,
    version: board.version,
    cards: board.cards.map((card) =>
      cardIn({ question: card.question.id, title: card.title, columns: card.columns, height: card.height }),
    ),
  };
}

/** Cards are told apart by their question and how often it was there before: the same one may be shown twice. */
export function keyed(cards: readonly Card[]): { key: string; card: Card }[] {
  const seen = new Map<number, number>();
  return cards.map((card) => {
    const times = seen.get(card.question.id) ?? 0;
    seen.set(card.question.id, times + 1);
    return { key: `${card.question.id}-${times}`, card };
  });
}

export interface SharedWords {
  period?: unknown;
  people?: string | null;
}

/** This will ask a card's question with what the whole board is asked with, where that says something. */
export function askedWith(question: Record<string, unknown>, shared: SharedWords): Record<string, unknown> {
  const period = shared.period ? { period: shared.period } : {};
  return { ...question, ...period, ...(shared.people ? { people: shared.people } : {}) };
}

/** The last so many days that a board is asked of; 0: each card its own period. */
export function daysOf(shared: SharedWords): number {
  const period = shared.period as { last_days?: number } | null | undefined;
  return period?.last_days ?? 0;
}
