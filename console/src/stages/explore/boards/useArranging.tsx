import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Refused } from "@/api/client";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { BOARDS } from "@/widgets/useBoardChoice";
import { act, type Board, type Card } from "../explore.api";
import { written } from "./arrange";
import { BoardConflict } from "./BoardConflict";
import { BOARD } from "./board.words";

/** Arrow keys are pressed again and again: what they arrange is one version. */
const SETTLED_MS = 700;

interface Arranging {
  /** The cards as they were put last, before the server has said so. */
  cards: Card[] | undefined;
  /** For those who may. */
  put: ((cards: Card[]) => void) | undefined;
  /** Somebody else saved in between: the question whose counts. */
  conflict: ReactNode;
}

/** Keeps by itself how the cards of a board were arranged. */
export function useArranging(board: Board): Arranging {
  const words = useWords(BOARD);
  const client = useQueryClient();
  const may = useMay();
  const [cards, setCards] = useState<Card[]>();
  const [refused, setRefused] = useState(false);
  const waiting = useRef<Card[]>(undefined);
  const save = useAct({
    act: ({ cards: ours, version }: { cards: Card[]; version: number }) =>
      act.rearrange(board.id, { ...written({ ...board, cards: ours }), version }).catch((error: unknown) => {
        setRefused(error instanceof Refused && error.code === "BoardChanged");
        if (error instanceof Refused && error.code === "BoardChanged") return null;
        setCards(undefined);
        throw error;
      }),
    stale: [[...BOARDS]],
    done: (kept) => (kept ? words.arranged : ""),
    after: (kept, { cards: ours }) => {
      if (!kept) return;
      client.setQueryData([...BOARDS, board.id], kept);
      setRefused(false);
      setCards((now) => (now === ours ? undefined : now));
    },
  });
  const { isPending, mutate } = save;
  useEffect(() => {
    waiting.current = isPending || refused ? undefined : cards;
    if (!cards || isPending || refused) return;
    const clock = setTimeout(() => {
      waiting.current = undefined;
      mutate({ cards, version: board.version });
    }, SETTLED_MS);
    return () => clearTimeout(clock);
  }, [cards, isPending, refused, mutate, board.version]);
  useLeaving(() => waiting.current && mutate({ cards: waiting.current, version: board.version }));
  const drop = (): void => {
    setRefused(false);
    setCards(undefined);
  };
  const over = (version: number): void => {
    if (cards) mutate({ cards, version });
  };
  return {
    cards,
    put: may("people.change") ? setCards : undefined,
    conflict: refused && <BoardConflict board={board.id} busy={isPending} onOver={over} onTake={drop} onClose={drop} />,
  };
}

/** Who goes to another screen at once has arranged it all the same. */
function useLeaving(leave: () => void): void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => () => latest.current(), []);
}
