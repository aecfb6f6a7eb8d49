import { Alert, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { copy, useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { BOARDS, NEW_BOARD, useBoardChoice } from "@/widgets/useBoardChoice";
import { act, type Board, SAVED, type Saved } from "./explore.api";
import { type Ask, tidied } from "./question";
import type { Asking } from "./useAsk";

const WORDS = copy(
  {
    save: "保存分析",
    put: "加到看板",
    name: "名称",
    note: "说明它回答什么，给同事看",
    update: (name: string) => `更新“${name}”`,
    another: "另存为一个新的",
    shown: (boards: string) => `看板${boards}上的卡片会跟着变。`,
    saved: "已保存",
    onBoard: (name: string) => `已加到看板“${name}”`,
  },
  {
    save: "Save the question",
    put: "Add to a board",
    name: "Name",
    note: "What it answers, for your colleagues",
    update: (name: string) => `Update “${name}”`,
    another: "Save as a new one",
    shown: (boards: string) => `Cards on ${boards} will change too.`,
    saved: "Saved",
    onBoard: (name: string) => `It is on the board “${name}”`,
  },
);

interface SaveDialogProps {
  asking: Asking;
  /** Whether it also goes on a board. */
  board: boolean;
  /** What it is called as long as nobody says otherwise. */
  suggested: string;
  onClose: () => void;
}

/** Keeps the question under a name, and puts it on a board when that is what was meant. */
export function SaveDialog({ asking, board, suggested, onClose }: SaveDialogProps) {
  const words = useWords(WORDS);
  const choice = useBoardChoice();
  const { saved, changed, ask } = asking;
  const [update, setUpdate] = useState(saved !== undefined);
  const [name, setName] = useState(saved?.name ?? suggested);
  const [note, setNote] = useState(saved?.note ?? "");
  const keep = useAct({
    act: async () => {
      const kept = await keptOf(
        saved,
        update && saved !== undefined,
        changed || name !== saved?.name,
        name.trim(),
        note,
        ask,
      );
      const put = board ? await putOn(choice.board, choice.named || name.trim(), kept) : undefined;
      return { kept, put };
    },
    stale: [[...SAVED], [...BOARDS]],
    done: ({ put }) => (put ? words.onBoard(put.name) : words.saved),
    after: ({ kept }) => {
      asking.kept(kept.id);
      onClose();
    },
  });
  const same = board && saved !== undefined && !changed;
  return (
    <Modal
      open
      title={board ? words.put : words.save}
      okText={board ? words.put : words.save}
      okButtonProps={{ disabled: !name.trim() }}
      confirmLoading={keep.isPending}
      onOk={() => keep.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        {saved && changed && (
          <Radio.Group
            value={update}
            onChange={(event) => setUpdate(event.target.value)}
            options={[
              { value: true, label: words.update(saved.name) },
              { value: false, label: words.another },
            ]}
          />
        )}
        {saved && changed && update && saved.boards.length > 0 && (
          <Alert type="info" showIcon title={words.shown(saved.boards.map((one) => `“${one}”`).join("、"))} />
        )}
        {!same && (
          <>
            <Input
              aria-label={words.name}
              placeholder={words.name}
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Input.TextArea
              aria-label={words.note}
              placeholder={words.note}
              rows={2}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </>
        )}
        {board && choice.fields}
      </div>
    </Modal>
  );
}

async function keptOf(
  saved: Saved | undefined,
  update: boolean,
  changed: boolean,
  name: string,
  note: string,
  ask: Ask,
): Promise<Saved> {
  if (!saved || !update) return act.save(name, note, tidied(ask));
  return changed || note !== saved.note ? act.change(saved, name, note, tidied(ask)) : saved;
}

async function putOn(board: number, fresh: string, kept: Saved): Promise<Board> {
  const number = board === NEW_BOARD ? (await act.putUp({ name: fresh })).id : board;
  return act.addCard(number, { question: kept.id });
}
