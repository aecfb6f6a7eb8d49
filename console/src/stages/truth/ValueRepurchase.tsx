import { Link } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
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
import { OfWhom, useOfWhom } from "@/widgets/OfWhom";
import { SpanSwitch, useSpan } from "@/widgets/Span";
import { ToBoard } from "@/widgets/ToBoard";
import { type Question, useQuestion } from "@/widgets/useQuestion";
import { CellsOf } from "./Counted";
import { AgainLines, RepurchaseFacts } from "./RepurchaseLines";
import { REPURCHASE } from "./repurchase.copy";
import { range } from "./told";
import { VALUE } from "./value.copy";

type Found = Shapes["RepurchaseResult"];

/** Who buys again, and after how long? */
export function ValueRepurchase({ views }: { views: ReactNode }) {
  const words = useWords(VALUE);
  const own = useWords(REPURCHASE);
  const span = useSpan(365);
  const people = useOfWhom();
  const question: Question<"repurchase"> = {
    kind: "repurchase",
    period: span,
    people,
    horizons: [7, 14, 30, 60, 90, 180, 365],
  };
  const asking = useQuestion(question);
  const found = asking.query.data?.result;
  const picture = useRef<HTMLDivElement>(null);
  return (
    <Page
      title={words.title}
      answer={found ? <Summary found={found} /> : words.loading}
      tools={
        <>
          <SpanSwitch choices={[90, 180, 365]} value={span} />
          <ToBoard question={question as Question} suggested={words.views.repurchase} columns={8} />
          {found && <Exports name={words.views.repurchase} rows={() => rows(found, own)} picture={picture} whole />}
        </>
      }
    >
      <div className="row filters">
        {views}
        <OfWhom value={people} />
      </div>
      <Asked asking={asking} loading={<Skeleton height={420} />}>
        {(answer) =>
          answer.result.buyers ? (
            <>
              <div ref={picture} className="stack" style={{ gap: 16 }}>
                <CellsOf question={question as Question} answered={answer}>
                  <RepurchaseFacts found={answer.result} />
                </CellsOf>
                <Card
                  title={
                    <>
                      {own.title}
                      <Info>{own.how}</Info>
                    </>
                  }
                  extra={
                    <span className="row plot-legend">
                      <span className="row tight">
                        <i className="again-share" /> {own.share}
                      </span>
                      <span className="row tight">
                        <i className="again-bounds" /> {own.bounds}
                      </span>
                      <span className="row tight">
                        <i className="again-naive" /> {own.naive}
                      </span>
                    </span>
                  }
                >
                  <AgainLines found={answer.result} />
                </Card>
              </div>
              <HowCounted answer={answer}>
                <p>{own.how}</p>
              </HowCounted>
            </>
          ) : (
            <Card>
              <Empty title={words.empty} action={<Link to="/orders">{words.orders}</Link>}>
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
  const own = useWords(REPURCHASE);
  const chosen = language.use();
  const told = found.within.filter((one) => one.share !== null && one.at_risk >= 30).at(-1);
  if (!told) return <>{own.none}</>;
  return (
    <>
      {own.answer(told.days, percent(told.share), range(told.low, told.high, percent), count(found.buyers, chosen))}
      <Info>{own.how}</Info>
    </>
  );
}

type Own = { share: string; low: string; high: string; atRisk: string; naive: string; within: (n: number) => string };

function rows(found: Found, own: Own): Cell[][] {
  return [
    ["", own.share, own.low, own.high, own.atRisk, own.naive],
    ...found.within.map((one) => [own.within(one.days), one.share, one.low, one.high, one.at_risk, one.naive]),
  ];
}
