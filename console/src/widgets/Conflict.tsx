import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { copy, useWords } from "@/lib/language";
import { Answer } from "@/widgets/Answer";

const WORDS = copy(
  {
    title: "别人刚保存了新版本",
    kept: "你的改动还在这里，没有丢。",
    back: "接着编辑",
    take: "用对方的，放弃我的",
    over: "用我的覆盖",
  },
  {
    title: "Somebody saved a new version",
    kept: "Your changes are still here.",
    back: "Go on editing",
    take: "Take theirs, drop mine",
    over: "Save mine over it",
  },
);

interface ConflictProps<T> {
  /** What the other one saved. */
  query: UseQueryResult<T>;
  said: (theirs: T) => string;
  busy: boolean;
  onOver: (theirs: T) => void;
  onTake: (theirs: T) => void;
  onClose: () => void;
}

/** Two wrote at once: what the other saved, and the choice. Nothing that was typed is lost. */
export function Conflict<T>({ query, said, busy, onOver, onTake, onClose }: ConflictProps<T>) {
  const words = useWords(WORDS);
  // what was read before the refusal is the version that was written on, not the one that is there now
  const theirs = query.isFetching ? undefined : query.data;
  return (
    <Modal
      open
      width={560}
      title={words.title}
      onCancel={onClose}
      footer={
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{words.back}</Button>
          <Button disabled={theirs === undefined} onClick={() => theirs !== undefined && onTake(theirs)}>
            {words.take}
          </Button>
          <Button
            danger
            loading={busy}
            disabled={theirs === undefined}
            onClick={() => theirs !== undefined && onOver(theirs)}
          >
            {words.over}
          </Button>
        </div>
      }
    >
      <Answer query={query} loading={60}>
        {(found) => (
          <>
            <p>{said(found)}</p>
            <p className="second">{words.kept}</p>
          </>
        )}
      </Answer>
    </Modal>
  );
}
