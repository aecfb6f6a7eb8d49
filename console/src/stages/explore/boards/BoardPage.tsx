import { EllipsisOutlined, FullscreenOutlined } from "@ant-design/icons";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button, Dropdown, Input, Modal, Select, Space } from "antd";
import { useEffect, useRef, useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { useUrl } from "@/widgets/useUrl";
import { act, BOARDS, type Board, useBoard } from "../explore.api";
import { WhomField } from "../form/WhomField";
import { type SharedWords, written } from "./arrange";
import { BOARD } from "./board.words";
import { Grid } from "./Grid";
import "../explore.css";
import "./board.css";

/** How are things going? */
export function BoardPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useBoard(Number(id));
  return (
    <Answer query={query} loading={<Waiting />}>
      {(board) => <Shown key={`${board.id} ${board.version}`} board={board} />}
    </Answer>
  );
}

interface Place extends Record<string, string | number | undefined> {
  days?: number;
  people?: string;
}

const EVERY_MS = 300_000;
const DAYS = [7, 14, 30, 90, 180];

function Shown({ board }: { board: Board }) {
  const words = useWords(BOARD);
  const may = useMay();
  const [url, set] = useUrl<Place>();
  const [draft, setDraft] = useState<Board | null>(null);
  const wall = useRef<HTMLDivElement>(null);
  const round = useRounds(wall);
  const shown = draft ?? board;
  const shared = draft ? draft.shared : ofAddress(url, board.shared);
  const days = daysOf(shared);
  const save = useAct({
    act: () => act.rearrange(board.id, written(shown)),
    stale: [[...BOARDS]],
    done: words.saved,
    after: () => {
      setDraft(null);
      set({ days: undefined, people: undefined });
    },
  });
  const share = (change: SharedWords): void => {
    if (draft) setDraft({ ...draft, shared: { ...draft.shared, ...change } as Board["shared"] });
    else
      set({
        days: "period" in change ? daysOf(change) : days,
        people: "people" in change ? (change.people ?? undefined) : (shared.people ?? undefined),
      });
  };
  return (
    <Page
      name={board.name}
      title={draft ? <Naming draft={draft} onChange={setDraft} /> : board.name}
      answer={
        <>
          {board.note ? `${board.note} ` : ""}
          {words.said(
            shown.cards.length,
            days ? words.lastDays(days) : words.ownSaid,
            shared.people ? words.of(shared.people) : words.everybody,
          )}
        </>
      }
      tools={
        <>
          <Select
            aria-label={words.period}
            style={{ width: 190 }}
            value={days ?? 0}
            onChange={(next) => share({ period: next ? { last_days: next } : null })}
            options={[{ value: 0, label: words.own }, ...DAYS.map((n) => ({ value: n, label: words.days(n) }))]}
          />
          <WhomField
            size="middle"
            value={shared.people ?? undefined}
            onChange={(people) => share({ people: people ?? null })}
          />
          {draft ? (
            <>
              <Button onClick={() => setDraft(null)}>{words.cancel}</Button>
              <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
                {words.done}
              </Button>
            </>
          ) : (
            <>
              <Button icon={<FullscreenOutlined />} onClick={() => void wall.current?.requestFullscreen?.()}>
                {words.full}
              </Button>
              {may("people.change") && <Change board={board} onEdit={() => setDraft(board)} />}
            </>
          )}
        </>
      }
    >
      <div ref={wall} className="board-wall">
        <div className="board-wall-head">
          <h1>{board.name}</h1>
          <span className="second small">{words.refreshed}</span>
        </div>
        {shown.cards.length ? (
          <Grid
            cards={shown.cards}
            shared={shared}
            round={round}
            onChange={draft ? (cards) => setDraft({ ...draft, cards }) : undefined}
          />
        ) : (
          <Card>
            <Empty title={words.noCards} action={<Link to="/explore">{words.explore}</Link>}>
              {words.noCardsWhy}
            </Empty>
          </Card>
        )}
      </div>
      <div className="how-line">
        <span>{words.descriptive}</span>
        <span>
          {words.by(board.changed.name)} <When at={board.changed.at} /> · {words.version(board.version)}
        </span>
      </div>
    </Page>
  );
}

/** What the address says goes before what the board says; `days=0` is each card its own period. */
function ofAddress(url: Partial<Place>, shared: Board["shared"]): SharedWords {
  const period = url.days === undefined ? shared.period : url.days ? { last_days: Number(url.days) } : null;
  return { period, people: url.people === undefined ? shared.people : String(url.people) || null };
}

function daysOf(shared: SharedWords): number {
  const period = shared.period as { last_days?: number } | null | undefined;
  return period?.last_days ?? 0;
}

/** On a wall the board asks again every five minutes; the number grows with every round. */
function useRounds(wall: React.RefObject<HTMLElement | null>): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    const clock = setInterval(() => {
      if (document.fullscreenElement && document.fullscreenElement === wall.current) setRound((one) => one + 1);
    }, EVERY_MS);
    return () => clearInterval(clock);
  }, [wall]);
  return round;
}

function Naming({ draft, onChange }: { draft: Board; onChange: (board: Board) => void }) {
  const words = useWords(BOARD);
  return (
    <span className="row">
      <Input
        aria-label={words.name}
        value={draft.name}
        maxLength={100}
        style={{ width: 240 }}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
      />
      <Input
        aria-label={words.note}
        placeholder={words.note}
        value={draft.note}
        maxLength={1000}
        style={{ width: 320 }}
        onChange={(event) => onChange({ ...draft, note: event.target.value })}
      />
    </span>
  );
}

function Change({ board, onEdit }: { board: Board; onEdit: () => void }) {
  const words = useWords(BOARD);
  const navigate = useNavigate();
  const [modal, context] = Modal.useModal();
  const remove = useAct({
    act: () => act.takeDown(board.id),
    stale: [[...BOARDS]],
    done: words.removed,
    after: () => void navigate({ to: "/boards" }),
  });
  const ask = (): void =>
    void modal.confirm({
      title: words.sure(board.name),
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: () => remove.mutate(),
    });
  return (
    <>
      {context}
      <Space.Compact>
        <Button onClick={onEdit}>{words.edit}</Button>
        <Dropdown
          trigger={["click"]}
          menu={{
            items: [
              { key: "add", label: <Link to="/explore">{words.add}</Link> },
              { key: "remove", danger: true, label: words.remove, onClick: ask },
            ],
          }}
        >
          <Button icon={<EllipsisOutlined />} aria-label={words.more} />
        </Dropdown>
      </Space.Compact>
    </>
  );
}

function Waiting() {
  return (
    <div className="page">
      <Skeleton height={56} />
      <Skeleton height={120} />
      <Skeleton height={320} />
    </div>
  );
}
