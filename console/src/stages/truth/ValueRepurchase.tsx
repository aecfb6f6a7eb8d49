import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Shapes } from "@/api/client";
import type { Cell } from "@/lib/files";
import { copy, language, useWords } from "@/lib/language";
import { count, measured, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Figure, Figures, Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Asked } from "@/widgets/Asked";
import { Exports } from "@/widgets/Exports";
import { HowCounted } from "@/widgets/HowCounted";
import { OfWhom, useOfWhom } from "@/widgets/OfWhom";
import { SpanSwitch, useSpan } from "@/widgets/Span";
import { type Question, useQuestion } from "@/widgets/useQuestion";
import { CellsOf, Counted } from "./Counted";
import { range } from "./told";
import { VALUE } from "./value.copy";

type Found = Shapes["RepurchaseResult"];
type Again = Found["within"][number];

const WORDS = copy(
  {
    answer: (days: number, share: string, bounds: string, n: string) =>
      `首单后 ${days} 天内，${share}（95% 区间 ${bounds}）的人会再买一次；按 ${n} 位新客算。`,
    none: "还没有人被观察得够久，说不出复购率。",
    buyers: "期内首次购买",
    again: "已经又买",
    median: "一半人再买要等",
    gaps: "两次购买相隔",
    quartiles: (low: string, high: string) => `中间一半 ${low} ~ ${high} 天`,
    days: (n: string) => `${n} 天`,
    unknown: "还不到一半",
    title: "首单后多久再买",
    within: (days: number) => `${days} 天内`,
    naive: "简单相除",
    bounds: "95% 区间",
    waited: (n: string) => `还有 ${measured(n, "人")}等满这么久`,
    beyond: "还没有人等满这么久",
    how: "复购率按 Kaplan–Meier 算：昨天才首单的人不当作“不复购”。灰条是简单相除（又买的人 ÷ 首单的人），时间越短越偏低；同一天的多单算一次购买。",
    share: "复购率",
    low: "区间下限",
    high: "区间上限",
    atRisk: "等满的人",
    few: "等满的不足 30 人",
  },
  {
    answer: (days: number, share: string, bounds: string, n: string) =>
      `Within ${days} days of a first order, ${share} (95% interval ${bounds}) buy again; of ${n} new buyers.`,
    none: "Nobody was followed long enough to tell a repurchase rate.",
    buyers: "First bought in the period",
    again: "Bought again so far",
    median: "Half buy again within",
    gaps: "Between two purchases",
    quartiles: (low: string, high: string) => `the middle half ${low} to ${high} days`,
    days: (n: string) => `${n} days`,
    unknown: "not half yet",
    title: "How soon they buy again",
    within: (days: number) => `In ${days} days`,
    naive: "plain division",
    bounds: "95% interval",
    waited: (n: string) => `${n} were waited for that long`,
    beyond: "Nobody was waited for that long yet",
    how: "By Kaplan and Meier: who first bought yesterday is not taken for somebody who never comes back. The grey bar is plain division (bought again ÷ first bought), which is too low for short waits; orders of one day are one purchase.",
    share: "Repurchase rate",
    low: "Lower bound",
    high: "Upper bound",
    atRisk: "Waited for",
    few: "Fewer than 30 were waited for",
  },
);

/** Who buys again, and after how long? */
export function ValueRepurchase({ views }: { views: ReactNode }) {
  const words = useWords(VALUE);
  const own = useWords(WORDS);
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
  return (
    <Page
      title={words.title}
      answer={found ? <Summary found={found} /> : words.loading}
      tools={
        <>
          <SpanSwitch choices={[90, 180, 365]} value={span} />
          {found && <Exports name={words.views.repurchase} rows={() => rows(found, own)} />}
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
              <CellsOf question={question as Question} answered={answer}>
                <Facts found={answer.result} />
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
                <div className="again">
                  {answer.result.within.map((one) => (
                    <Line key={one.days} one={one} />
                  ))}
                </div>
              </Card>
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
  const own = useWords(WORDS);
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

function Facts({ found }: { found: Found }) {
  const own = useWords(WORDS);
  const chosen = language.use();
  const [low, middle, high] = found.interval_quartiles ?? [];
  return (
    <Figures>
      <Figure label={own.buyers}>
        <Counted cell={found.cells.buyers} people={found.buyers} title={own.buyers}>
          {count(found.buyers, chosen)}
        </Counted>
      </Figure>
      <Figure label={own.again} below={percent(found.bought_again / found.buyers)}>
        <Counted cell={found.cells.bought_again} people={found.bought_again} title={own.again}>
          {count(found.bought_again, chosen)}
        </Counted>
      </Figure>
      <Figure label={own.median} how={own.how}>
        {found.median_days === null ? own.unknown : own.days(String(found.median_days))}
      </Figure>
      <Figure label={own.gaps} below={low !== undefined && own.quartiles(String(low), String(high))}>
        {middle === undefined ? "–" : own.days(String(middle))}
      </Figure>
    </Figures>
  );
}

function Line({ one }: { one: Again }) {
  const own = useWords(WORDS);
  const chosen = language.use();
  const known = one.share !== null && one.low !== null && one.high !== null;
  const width = (share: number | null): string => `${(share ?? 0) * 100}%`;
  return (
    <div className="again-line">
      <span>{own.within(one.days)}</span>
      <div className="again-bar">
        {known && (
          <>
            <i className="share" style={{ width: width(one.share) }} />
            <i
              className="bounds"
              style={{ left: width(one.low), width: width((one.high ?? 0) - (one.low ?? 0)) }}
              title={range(one.low, one.high, percent)}
            />
          </>
        )}
        <i className="naive" style={{ width: width(one.naive) }} title={`${own.naive} ${percent(one.naive)}`} />
      </div>
      <span className="number">{known ? percent(one.share) : "–"}</span>
      <span className="second small">
        {known
          ? `${range(one.low, one.high, percent)} · ${one.at_risk < 30 ? own.few : own.waited(count(one.at_risk, chosen))}`
          : own.beyond}
      </span>
    </div>
  );
}

type Own = { share: string; low: string; high: string; atRisk: string; naive: string; within: (n: number) => string };

function rows(found: Found, own: Own): Cell[][] {
  return [
    ["", own.share, own.low, own.high, own.atRisk, own.naive],
    ...found.within.map((one) => [own.within(one.days), one.share, one.low, one.high, one.at_risk, one.naive]),
  ];
}
