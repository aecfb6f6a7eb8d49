import { Link } from "@tanstack/react-router";
import { type RefObject, useRef, useState } from "react";
import type { Shapes } from "@/api/client";
import type { Cell } from "@/lib/files";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Asked } from "@/widgets/Asked";
import { Exports } from "@/widgets/Exports";
import { HowCounted } from "@/widgets/HowCounted";
import { channelName } from "@/widgets/names";
import { OfWhom, useOfWhom } from "@/widgets/OfWhom";
import { SpanSwitch, useSpan } from "@/widgets/Span";
import { ToBoard } from "@/widgets/ToBoard";
import { type Answered, type Question, useQuestion } from "@/widgets/useQuestion";
import { CellsOf } from "./Counted";
import { QualityPeople } from "./QualityPeople";
import { QualitySigns } from "./QualitySigns";
import { QualityTable } from "./QualityTable";
import { QUALITY } from "./quality.copy";
import { inYuan } from "./told";
import "./truth.css";

type Found = Shapes["QualityResult"];
export type Line = Found["channels"][number];
export type Class = "active" | "silent" | "fake";
export type Picked = { channel: string; of: Class };

/** Of those whom each public channel brought: who is there? */
export function QualityPage() {
  const words = useWords(QUALITY);
  const span = useSpan(90);
  const people = useOfWhom();
  const question: Question<"channel_quality"> = { kind: "channel_quality", period: span, people };
  const asking = useQuestion(question);
  const found = asking.query.data?.result;
  const picture = useRef<HTMLDivElement>(null);
  return (
    <Page
      title={words.title}
      answer={found ? <Summary found={found} /> : words.loading}
      tools={
        <>
          <SpanSwitch choices={[30, 90, 180]} value={span} />
          <OfWhom value={people} />
          <ToBoard question={question as Question} suggested={words.title} columns={6} />
          {found && <Exports name={words.title} rows={() => rows(found.channels, words)} picture={picture} whole />}
        </>
      }
    >
      <Asked asking={asking} loading={<Skeleton height={560} />}>
        {(answer) =>
          answer.result.total.arrivals ? (
            <Full answer={answer} question={question} picture={picture} />
          ) : (
            <Card>
              <Empty title={words.empty} action={<Link to="/sources">{words.connect}</Link>}>
                {words.emptyWhy}
              </Empty>
            </Card>
          )
        }
      </Asked>
    </Page>
  );
}

function Summary({ found }: { found: Found }) {
  const words = useWords(QUALITY);
  const chosen = language.use();
  const { total } = found;
  if (!total.arrivals) return <>&nbsp;</>;
  const worst = found.channels
    .filter((line) => line.arrivals >= 30)
    .toSorted((a, b) => a.people / a.arrivals - b.people / b.arrivals)[0];
  return (
    <>
      <b>
        {words.answer(
          count(total.arrivals, chosen),
          count(Math.round(total.people), chosen),
          count(Math.round(total.active.numerator), chosen),
        )}
      </b>{" "}
      {worst && words.best(channelName(worst.channel, chosen), percent(worst.people / worst.arrivals))}
      <Info>{words.chance}</Info>
    </>
  );
}

interface FullProps {
  answer: Answered<"channel_quality">;
  question: Question<"channel_quality">;
  picture: RefObject<HTMLDivElement | null>;
}

function Full({ answer, question, picture }: FullProps) {
  const words = useWords(QUALITY);
  const chosen = language.use();
  const [picked, setPicked] = useState<Picked | null>(null);
  const { channels, total, classes, fitted_on } = answer.result;
  return (
    <>
      <div ref={picture}>
        <CellsOf question={question as Question} answered={answer}>
          <QualityTable channels={channels} total={total} onPick={setPicked} />
        </CellsOf>
      </div>
      <QualitySigns channels={channels} classes={classes} />
      <HowCounted answer={answer} note={words.chance}>
        <p>{words.how}</p>
        <p>{words.retainedHow}</p>
        <p>
          {words.trust} {words.fitted(count(fitted_on, chosen))}
        </p>
        <p>{words.chance}</p>
      </HowCounted>
      <QualityPeople picked={picked} question={question} onClose={() => setPicked(null)} />
    </>
  );
}

type Words = { [key: string]: unknown };

function rows(lines: Line[], words: Words): Cell[][] {
  const heads = ["channel", "arrivals", "people", "active", "silent", "fake", "reachable", "seen"].map((name) =>
    String(words[name]),
  );
  const kept = words.retained as (days: string) => string;
  return [
    [...heads, kept("1"), kept("7"), kept("30"), String(words.buyers), String(words.perArrival), String(words.real)],
    ...lines.map((line) => [
      channelName(line.channel),
      line.arrivals,
      line.people,
      line.active.numerator,
      line.silent.numerator,
      line.fake.numerator,
      line.reachable.numerator,
      line.seen_lately.numerator,
      ...["1", "7", "30"].map((days) => line.retained[days]?.value ?? null),
      line.buyers.numerator,
      inYuan(line.net_fen_per_arrival),
      inYuan(line.net_fen_per_person),
    ]),
  ];
}
