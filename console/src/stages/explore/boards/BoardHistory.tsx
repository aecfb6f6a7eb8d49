import { App, Button, Drawer } from "antd";
import { copy, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { type Board, type BoardVersion, useBoardHistory, useSaved } from "../explore.api";
import { daysOf } from "./arrange";
import { type Change, changesOf, putBack } from "./past";

const WORDS = copy(
  {
    title: (name: string) => `“${name}”的历史`,
    version: (n: number) => `第 ${n} 版`,
    now: "现在",
    take: "放回来看",
    taken: (n: number) => `第 ${n} 版放在页面上了，点“保存布局”才算恢复。`,
    gone: (n: number) => `其中 ${n} 张卡片的分析已经删除，放不回来。`,
    first: "建了看板",
    same: "内容没有变",
    named: (name: string) => `改名为“${name}”`,
    noted: "改了说明",
    added: (cards: string) => `加了${cards}`,
    removed: (cards: string) => `拿下${cards}`,
    arranged: "换了位置或大小",
    period: (days: number) => (days ? `都看近 ${days} 天` : "各看自己的时段"),
    people: (people: string) => (people ? `只看“${people}”` : "看所有人"),
    card: (name: string) => `“${name}”`,
    unknown: "一张已删除的卡片",
    join: "，",
    list: "、",
  },
  {
    title: (name: string) => `History of “${name}”`,
    version: (n: number) => `Version ${n}`,
    now: "now",
    take: "Put it up",
    taken: (n: number) => `Version ${n} is on the page; “Save layout” makes it count.`,
    gone: (n: number) => `${n} of its cards cannot come back: their questions were deleted.`,
    first: "put up",
    same: "nothing changed",
    named: (name: string) => `renamed “${name}”`,
    noted: "changed the note",
    added: (cards: string) => `added ${cards}`,
    removed: (cards: string) => `took off ${cards}`,
    arranged: "moved or resized cards",
    period: (days: number) => (days ? `all of the last ${days} days` : "each card its own period"),
    people: (people: string) => (people ? `only “${people}”` : "everybody"),
    card: (name: string) => `“${name}”`,
    unknown: "a card that was deleted",
    join: ", ",
    list: ", ",
  },
);

interface HistoryProps {
  board: Board;
  open: boolean;
  onClose: () => void;
  /** Puts an earlier version on the page as a draft; without it the history is only read. */
  onTake: ((draft: Board) => void) | undefined;
}

/** What a board was: who changed what when, and each version to put up again. */
export function BoardHistory({ board, open, onClose, onTake }: HistoryProps) {
  const words = useWords(WORDS);
  const { message } = App.useApp();
  const saved = useSaved();
  const said = useSaid();
  const take = (version: BoardVersion): void => {
    const { draft, gone } = putBack(board, version, saved.data ?? []);
    onTake?.(draft);
    onClose();
    void message.info(`${words.taken(version.version)}${gone ? words.gone(gone) : ""}`, 6);
  };
  return (
    <Drawer open={open} onClose={onClose} title={words.title(board.name)} size={440} destroyOnHidden>
      <Answer query={useBoardHistory(board, open)} loading={200}>
        {(versions) => (
          <ul className="board-versions">
            {versions.map((one, at) => (
              <li key={one.version}>
                <div className="row between">
                  <span className="row">
                    <b>{words.version(one.version)}</b>
                    {one.version === board.version && <Chip tone="good">{words.now}</Chip>}
                  </span>
                  {onTake && one.version !== board.version && (
                    <Button size="small" disabled={!saved.data} onClick={() => take(one)}>
                      {words.take}
                    </Button>
                  )}
                </div>
                <div className="small second">
                  {one.changed.name} · <When at={one.changed.at} />
                </div>
                <div className="small">{said(versions[at + 1], one)}</div>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Drawer>
  );
}

/** This will say what a version changed. */
function useSaid(): (before: BoardVersion | undefined, after: BoardVersion) => string {
  const words = useWords(WORDS);
  const { data } = useSaved();
  return (before, after) => {
    if (!before) return words.first;
    const names = new Map((data ?? []).map((one) => [one.id, one.name]));
    const listed = ({ questions = [] }: Change): string =>
      questions.map((one) => (names.has(one) ? words.card(names.get(one) ?? "") : words.unknown)).join(words.list);
    const one = (change: Change): string => {
      if (change.kind === "named") return words.named(after.name);
      if (change.kind === "period") return words.period(daysOf(after.shared));
      if (change.kind === "people") return words.people(after.shared.people ?? "");
      if (change.kind === "added" || change.kind === "removed") return words[change.kind](listed(change));
      return words[change.kind];
    };
    return changesOf(before, after).map(one).join(words.join) || words.same;
  };
}
