import { Link } from "@tanstack/react-router";
import { Suspense, useEffect, useMemo } from "react";
import { useWords } from "@/lib/language";
import { Skeleton } from "@/ui/State";
import { Asked } from "@/widgets/Asked";
import { type CardFace, pageOf, useCardFaces } from "@/widgets/cards";
import { useCells } from "@/widgets/useCells";
import { type Answered, type Kind as Any, type Question, useQuestion } from "@/widgets/useQuestion";
import type { Card } from "../explore.api";
import { tellingOf } from "../kinds/kinds";
import { useNaming } from "../kinds/naming";
import { type Ask, isAsk, type Kind } from "../question";
import { askedWith, type SharedWords } from "./arrange";
import { BOARD } from "./board.words";
import { MetricFigure } from "./MetricFigure";

const HEIGHTS = { low: 220, tall: 360 } as const;

type CardQuestion = Record<string, unknown> & { kind?: string };

interface BodyProps {
  card: Card;
  shared: SharedWords;
  /** Another number asks again, of the newest data. */
  round: number;
}

/** What a card shows: its question, asked with what the board says, told in a sentence and a picture. */
export function CardBody({ card, shared, round }: BodyProps) {
  const words = useWords(BOARD);
  const faces = useCardFaces();
  const { question } = card.question;
  const own = faces[question.kind as Any]?.ownSpan;
  const asked: CardQuestion = useMemo(() => (own ? question : askedWith(question, shared)), [question, shared, own]);
  if (asked.kind === "metric") return <MetricBody question={asked} round={round} />;
  if (isAsk(asked)) return <AskBody ask={asked} height={HEIGHTS[card.height ?? "low"]} round={round} />;
  if (asked.kind && asked.kind in faces)
    return (
      <>
        <FaceBody question={asked} height={HEIGHTS[card.height ?? "low"]} round={round} />
        {own && (shared.period || shared.people) && <p className="small second">{words.ownSpan}</p>}
      </>
    );
  return <p className="second small">{words.foreign}</p>;
}

/** A card of another stage: drawn as that stage draws it. */
function FaceBody({ question, height, round }: { question: CardQuestion; height: number; round: number }) {
  const asked = question as unknown as Question<Any>;
  const face = useCardFaces()[asked.kind] as CardFace | undefined;
  const asking = useQuestion<Any>(asked);
  useRounds(round, asking.again);
  const cells = useCells(asked, asking.query.data);
  const waiting = <Skeleton height={height} />;
  return (
    <Asked asking={asking} loading={waiting}>
      {(data) =>
        face && data.result.kind === asked.kind ? (
          <Suspense fallback={waiting}>
            <face.View question={asked} result={data.result} height={height} open={cells.open} />
            {cells.sheet}
          </Suspense>
        ) : (
          waiting
        )
      }
    </Asked>
  );
}

function AskBody({ ask, height, round }: { ask: Ask; height: number; round: number }) {
  const words = useWords(BOARD);
  const naming = useNaming();
  const question = ask as unknown as Question<Kind>;
  const asking = useQuestion<Kind>(question);
  useRounds(round, asking.again);
  const cells = useCells(question, asking.query.data);
  const { said, empty, View } = tellingOf(ask.kind);
  return (
    <Asked asking={asking} loading={<Skeleton height={height + 40} />}>
      {(data) => {
        if (data.result.kind !== ask.kind) return <Skeleton height={height + 40} />;
        if (empty(data.result))
          return (
            <p className="second board-nothing" style={{ height }}>
              {words.nothing}
            </p>
          );
        return (
          <>
            <p className="board-said">{said(ask, data.result, naming)}</p>
            <View ask={ask} result={data.result} open={cells.open} height={height} />
            {cells.sheet}
          </>
        );
      }}
    </Asked>
  );
}

function MetricBody({ question, round }: { question: Record<string, unknown>; round: number }) {
  const asking = useQuestion<Any>(question as unknown as Question<Any>);
  useRounds(round, asking.again);
  return (
    <Asked asking={asking} loading={<Skeleton height={62} />}>
      {(data) => (data.result.kind === "metric" ? <MetricFigure result={(data as Answered<"metric">).result} /> : null)}
    </Asked>
  );
}

/** Asks again at every round but the first, which the card asks by itself. */
function useRounds(round: number, again: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another round asks again
  useEffect(() => {
    if (round > 0) again();
  }, [round]);
}

/** The card's title leads to its question, a metric's to its definition. */
export function CardTitle({ card }: { card: Card }) {
  const faces = useCardFaces();
  const title = card.title ?? card.question.name;
  const { question } = card.question;
  if (isAsk(question))
    return (
      <Link to="/explore/$kind" params={{ kind: question.kind }} search={{ saved: card.question.id }}>
        {title}
      </Link>
    );
  if (question.kind === "metric")
    return (
      <Link to="/metric-dictionary/$name" params={{ name: String(question.metric) }}>
        {title}
      </Link>
    );
  const face = faces[question.kind as Any] as CardFace | undefined;
  return face ? <Link to={pageOf(face, question as unknown as Question<Any>)}>{title}</Link> : <span>{title}</span>;
}
