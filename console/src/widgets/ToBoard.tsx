import { useQuery } from "@tanstack/react-query";
import { App, Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api, given, type Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import { copy, useWords } from "@/lib/language";
import { useAct } from "./useAct";
import type { Question } from "./useQuestion";

const WORDS = copy(
  {
    put: "加到看板",
    name: "名称",
    board: "哪个看板",
    fresh: "＋ 新建看板",
    boardName: "看板名称",
    full: "已满 10 张",
    done: (board: string) => `已加到看板“${board}”`,
  },
  {
    put: "Add to a board",
    name: "Name",
    board: "Which board",
    fresh: "+ New board",
    boardName: "Name of the board",
    full: "10 cards, full",
    done: (board: string) => `It is on the board “${board}”`,
  },
);

const FRESH = 0;
const MOST_CARDS = 10;
const BOARDS = ["insight", "boards"];

interface ToBoardProps {
  question: Question;
  /** What the card is called as long as nobody says otherwise. */
  suggested: string;
  columns?: 6 | 8 | 12;
  height?: "low" | "tall";
}

/** Puts the question of a page on a board, where it is asked anew whenever somebody looks. */
export function ToBoard(props: ToBoardProps) {
  const words = useWords(WORDS);
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may("people.change")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.put}</Button>
      {open && <Dialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function Dialog({
  question,
  suggested,
  columns = 12,
  height = "tall",
  onClose,
}: ToBoardProps & { onClose: () => void }) {
  const words = useWords(WORDS);
  const { message } = App.useApp();
  const boards = useQuery({ queryKey: BOARDS, queryFn: () => given(api.GET("/api/insight/boards")) });
  const [name, setName] = useState(suggested);
  const [place, setPlace] = useState<number>();
  const [fresh, setFresh] = useState("");
  const target = place ?? boards.data?.find((one) => one.cards.length < MOST_CARDS)?.id ?? FRESH;
  const put = useAct({
    act: async () => {
      const saved = { name: name.trim(), note: "", question } as unknown as Shapes["SavedQuestionIn"];
      const card: Shapes["CardIn"] = { question: saved, title: null, columns, height };
      if (target !== FRESH)
        return given(
          api.POST("/api/insight/boards/{number}/cards", { params: { path: { number: target } }, body: card }),
        );
      const board = { name: fresh.trim() || name.trim(), note: "", cards: [card], shared: {} as Shapes["Shared"] };
      return given(api.POST("/api/insight/boards", { body: board }));
    },
    stale: [["insight", "saved"], BOARDS],
    after: (board) => {
      void message.success(words.done(board.name));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={words.put}
      okText={words.put}
      okButtonProps={{ disabled: !name.trim() || !boards.data }}
      confirmLoading={put.isPending}
      onOk={() => put.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <Input
          aria-label={words.name}
          placeholder={words.name}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Select
          aria-label={words.board}
          value={target}
          onChange={setPlace}
          options={[
            ...(boards.data ?? []).map((one) => ({
              value: one.id,
              disabled: one.cards.length >= MOST_CARDS,
              label: one.cards.length >= MOST_CARDS ? `${one.name}（${words.full}）` : one.name,
            })),
            { value: FRESH, label: words.fresh },
          ]}
        />
        {target === FRESH && (
          <Input
            aria-label={words.boardName}
            placeholder={words.boardName}
            maxLength={100}
            value={fresh}
            onChange={(event) => setFresh(event.target.value)}
          />
        )}
      </div>
    </Modal>
  );
}
