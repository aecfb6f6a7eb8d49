import { FullscreenOutlined } from "@ant-design/icons";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { type ComponentProps, useRef, useState } from "react";
import { Refused } from "@/api/client";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { BOARDS } from "@/widgets/useBoardChoice";
import { useUrl } from "@/widgets/useUrl";
import { act, type Board, useBoard } from "../explore.api";
import { daysOf, type SharedWords, written } from "./arrange";
import { BoardConflict } from "./BoardConflict";
import { BoardHistory } from "./BoardHistory";
import { BoardMenu } from "./BoardMenu";
import { BoardNaming } from "./BoardNaming";
import { BoardShared } from "./BoardShared";
import { BOARD } from "./board.words";
import { Grid } from "./Grid";
import { useArranging } from "./useArranging";
import { useRounds } from "./useRounds";
import "../explore.css";
import "./board.css";

/** How are things going? */
export function BoardPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useBoard(Number(id));
  return (
    <Answer query={query} loading={<Waiting />}>
      {(board) => <Shown key={board.id} board={board} />}
    </Answer>
  );
}

interface Place extends Record<string, string | number | undefined> {
  days?: number;
  people?: string;
}

function Shown({ board }: { board: Board }) {
  const words = useWords(BOARD);
  const may = useMay();
  const [url, set] = useUrl<Place>();
  const [draft, setDraft] = useState<Board | null>(null);
  const wall = useRef<HTMLDivElement>(null);
  const round = useRounds(wall);
  const arranging = useArranging(board);
  const shown = draft ?? { ...board, cards: arranging.cards ?? board.cards };
  const shared = draft ? draft.shared : ofAddress(url, board.shared);
  const days = daysOf(shared);
  const [past, setPast] = useState(false);
  const [conflict, setConflict] = useState(false);
  const save = useAct({
    act: (version: number) =>
      act.rearrange(board.id, { ...written(shown), version }).catch((error: unknown) => {
        if (!(error instanceof Refused && error.code === "BoardChanged")) throw error;
        setConflict(true);
        return null;
      }),
    stale: [[...BOARDS]],
    done: (kept) => (kept ? words.saved : ""),
    after: (kept) => {
      if (!kept) return;
      setConflict(false);
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
      title={draft ? <BoardNaming draft={draft} onChange={setDraft} /> : board.name}
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
          <BoardShared shared={shared} onChange={share} />
          {draft ? (
            <>
              <Button onClick={() => setDraft(null)}>{words.cancel}</Button>
              <Button type="primary" loading={save.isPending} onClick={() => save.mutate(shown.version)}>
                {words.done}
              </Button>
            </>
          ) : (
            <>
              <Button icon={<FullscreenOutlined />} onClick={() => void wall.current?.requestFullscreen?.()}>
                {words.full}
              </Button>
              {may("people.change") ? (
                <BoardMenu board={board} onEdit={() => setDraft(shown)} onHistory={() => setPast(true)} />
              ) : (
                <Button onClick={() => setPast(true)}>{words.history}</Button>
              )}
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
        <Cards
          cards={shown.cards}
          shared={shared}
          round={round}
          editing={draft !== null}
          onChange={draft ? (cards) => setDraft({ ...draft, cards }) : arranging.put}
        />
      </div>
      <BoardHistory
        board={board}
        open={past}
        onClose={() => setPast(false)}
        onTake={may("people.change") ? setDraft : undefined}
      />
      {conflict && (
        <BoardConflict
          board={board.id}
          busy={save.isPending}
          onOver={save.mutate}
          onTake={() => {
            setConflict(false);
            setDraft(null);
          }}
          onClose={() => setConflict(false)}
        />
      )}
      {arranging.conflict}
      <div className="how-line">
        <span>{words.descriptive}</span>
        <span>
          {words.by(board.changed.name)} <When at={board.changed.at} /> · {words.version(board.version)}
        </span>
      </div>
    </Page>
  );
}

function Cards(props: ComponentProps<typeof Grid>) {
  const words = useWords(BOARD);
  if (props.cards.length) return <Grid {...props} />;
  return (
    <Card>
      <Empty title={words.noCards} action={<Link to="/explore">{words.explore}</Link>}>
        {words.noCardsWhy}
      </Empty>
    </Card>
  );
}

/** What the address says goes before what the board says; `days=0` is each card its own period. */
function ofAddress(url: Partial<Place>, shared: Board["shared"]): SharedWords {
  const period = url.days === undefined ? shared.period : url.days ? { last_days: Number(url.days) } : null;
  return { period, people: url.people === undefined ? shared.people : String(url.people) || null };
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
