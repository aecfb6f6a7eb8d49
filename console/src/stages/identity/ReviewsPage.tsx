import { Link } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useEffect, useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { More } from "@/widgets/More";
import { useUrl } from "@/widgets/useUrl";
import { WORDS } from "./copy";
import { type Review, useReviews } from "./identity.api";
import { Pair } from "./Pair";
import { Queue } from "./Queue";
import { useDeciding } from "./useDeciding";
import "./identity.css";

type Place = { show: string; id: number };

/** Are these two the same person? */
export function ReviewsPage() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [url, set] = useUrl<Place>();
  const decided = url.show === "decided";
  const query = useReviews(decided);
  const rows = query.data?.pages.flat() ?? [];
  const many = `${count(rows.length, chosen)}${query.hasNextPage ? "+" : ""}`;
  const answer = !query.data ? " " : !rows.length ? words.none : decided ? words.decided(many) : words.waiting(many);
  return (
    <Page
      title={words.title}
      answer={answer}
      tools={
        <Segmented
          aria-label={words.title}
          value={decided ? "decided" : "waiting"}
          onChange={(show) => set({ show: show === "decided" ? show : undefined, id: undefined })}
          options={(["waiting", "decided"] as const).map((value) => ({ value, label: words.tabs[value] }))}
        />
      }
    >
      <Answer query={query} loading={<Waiting />}>
        {() => (rows.length ? <Work key={String(decided)} rows={rows} query={query} /> : <Nothing decided={decided} />)}
      </Answer>
    </Page>
  );
}

function Waiting() {
  return (
    <div className="columns reviews">
      <Skeleton height={520} />
      <Skeleton height={520} />
    </div>
  );
}

function Nothing({ decided }: { decided: boolean }) {
  const words = useWords(WORDS);
  return (
    <Card>
      <Empty title={decided ? words.emptyDecided : words.empty} action={<Link to="/people">{words.people}</Link>}>
        {decided ? words.emptyDecidedWhy : words.emptyWhy}
      </Empty>
    </Card>
  );
}

/** The queue on the left, the pair under judgment on the right; the keys walk and decide. */
function Work({ rows, query }: { rows: Review[]; query: ReturnType<typeof useReviews> }) {
  const words = useWords(WORDS);
  const may = useMay();
  const [url, set] = useUrl<Place>();
  const [last, setLast] = useState<Review | null>(null);
  const at = Math.max(
    0,
    rows.findIndex((one) => one.id === Number(url.id)),
  );
  const current = rows[at];
  const step = (by: number): void => set({ id: rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id });
  const change = may("people.change");
  const deciding = useDeciding({
    after: (review) => {
      setLast(review);
      set({ id: rows[at + 1]?.id ?? rows[at - 1]?.id });
    },
  });
  const open = current?.decision === null && current.person_a !== current.person_b;
  const keys: Record<string, () => void> = {
    j: () => step(1),
    k: () => step(-1),
    ...(change && open && { enter: () => deciding.decide(current, true), x: () => deciding.decide(current, false) }),
    ...(change && last && { u: () => deciding.undo(last, () => setLast(null)) }),
  };
  useKeys(keys);
  return (
    <div className="columns reviews">
      <div className="stack">
        <Queue rows={rows} current={current?.id} onPick={(id) => set({ id })} />
        <More query={query} />
        {change && <p className="second small">{words.keys}</p>}
      </div>
      {current && (
        <Pair
          key={current.id}
          review={current}
          last={change ? last : null}
          onUndo={(review) => deciding.undo(review, () => setLast(null))}
          onDecide={change ? (merge) => deciding.decide(current, merge) : undefined}
          onLeave={() => step(1)}
          busy={deciding.busy}
        />
      )}
    </div>
  );
}

/** Keys work wherever nobody is writing or pressing a button. */
function useKeys(keys: Record<string, () => void>): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      const busy = event.target instanceof Element && event.target.closest("input, textarea, button, a, [role=dialog]");
      const act = keys[event.key.toLowerCase()];
      if (!act || busy || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", heard);
    return () => removeEventListener("keydown", heard);
  });
}
