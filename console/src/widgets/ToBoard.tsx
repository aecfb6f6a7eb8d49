import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { api, given, type Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import { copy, useWords } from "@/lib/language";
import { useAct } from "./useAct";
import { BOARDS, NEW_BOARD, useBoardChoice } from "./useBoardChoice";
import type { Question } from "./useQuestion";

const WORDS = copy(
  {
    put: "加到看板",
    name: "名称",
    done: (board: string) => `已加到看板“${board}”`,
  },
  {
    put: "Add to a board",
    name: "Name",
    done: (board: string) => `It is on the board “${board}”`,
  },
);

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
  const choice = useBoardChoice();
  const [name, setName] = useState(suggested);
  const put = useAct({
    act: async () => {
      const saved = { name: name.trim(), note: "", question } as unknown as Shapes["SavedQuestionIn"];
      const card: Shapes["CardIn"] = { question: saved, title: null, columns, height };
      if (choice.board !== NEW_BOARD)
        return given(
          api.POST("/api/insight/boards/{number}/cards", { params: { path: { number: choice.board } }, body: card }),
        );
      const board = { name: choice.named || name.trim(), note: "", cards: [card], shared: {} as Shapes["Shared"] };
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
      okButtonProps={{ disabled: !name.trim() || !choice.known }}
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
        {choice.fields}
      </div>
    </Modal>
  );
}
