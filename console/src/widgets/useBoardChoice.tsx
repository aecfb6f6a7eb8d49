import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { type ReactNode, useState } from "react";
import { api, given } from "@/api/client";
import { copy, useWords } from "@/lib/language";

const WORDS = copy(
  { board: "哪个看板", fresh: "＋ 新建看板", name: "看板名称", full: "已满 10 张" },
  { board: "Which board", fresh: "+ New board", name: "Name of the board", full: "10 cards, full" },
);

export const BOARDS = ["insight", "boards"];
export const NEW_BOARD = 0;
const MOST_CARDS = 10;

export function useBoards() {
  return useQuery({ queryKey: BOARDS, queryFn: () => given(api.GET("/api/insight/boards")) });
}

interface Choice {
  /** The board's number, or `NEW_BOARD`. */
  board: number;
  /** What a new board is to be called, when somebody said. */
  named: string;
  /** Whether we know already which boards there are. */
  known: boolean;
  fields: ReactNode;
}

/** Which board something goes on: the first with room until somebody chooses, or a new one under a name. */
export function useBoardChoice(): Choice {
  const words = useWords(WORDS);
  const boards = useBoards();
  const [chosen, setChosen] = useState<number>();
  const [named, setNamed] = useState("");
  const board = chosen ?? boards.data?.find((one) => one.cards.length < MOST_CARDS)?.id ?? NEW_BOARD;
  const options = (boards.data ?? []).map((one) => {
    const disabled = one.cards.length >= MOST_CARDS;
    return { value: one.id, disabled, label: disabled ? `${one.name}（${words.full}）` : one.name };
  });
  const fields = (
    <>
      <Select
        aria-label={words.board}
        style={{ width: "100%" }}
        value={board}
        onChange={setChosen}
        options={[{ value: NEW_BOARD, label: words.fresh }, ...options]} // first: the list shows eight at a time
      />
      {board === NEW_BOARD && (
        <Input
          aria-label={words.name}
          placeholder={words.name}
          maxLength={100}
          value={named}
          onChange={(event) => setNamed(event.target.value)}
        />
      )}
    </>
  );
  return { board, named: named.trim(), known: boards.data !== undefined, fields };
}
