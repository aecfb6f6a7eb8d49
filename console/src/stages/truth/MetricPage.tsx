import { Link, useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { Asked } from "@/widgets/Asked";
import { Exports } from "@/widgets/Exports";
import { HowCounted } from "@/widgets/HowCounted";
import { metricName, metricWords } from "@/widgets/metricWords";
import { OfWhom, useOfWhom } from "@/widgets/OfWhom";
import { SpanSwitch, useSpan } from "@/widgets/Span";
import { ToBoard } from "@/widgets/ToBoard";
import { type Question, useQuestion } from "@/widgets/useQuestion";
import { CellsOf } from "./Counted";
import { MetricDefinition, MetricOfficial } from "./MetricDefinition";
import { MetricTrend, useTrend } from "./MetricTrend";
import { MetricVersions } from "./MetricVersions";
import { changeIn, type Entry, valueIn } from "./metrics";
import { useMetric } from "./metrics.api";
import { METRICS } from "./metrics.copy";
import "./truth.css";

/** One metric: what it is now, how it is counted, how it moved, and how the platform counts it. */
export function MetricPage() {
  const words = useWords(METRICS);
  const { name } = useParams({ strict: false }) as { name: string };
  const query = useMetric(name);
  return query.data ? (
    <One entry={query.data} />
  ) : (
    <Page title={words.title} answer={words.loading} tools={<Link to="/metric-dictionary">{words.back}</Link>}>
      <Answer query={query} loading={<Skeleton height={520} />}>
        {() => null}
      </Answer>
    </Page>
  );
}

function One({ entry }: { entry: Entry }) {
  const words = useWords(METRICS);
  const chosen = language.use();
  const span = useSpan(30);
  const people = useOfWhom();
  const { metric } = entry;
  const question: Question<"metric"> = { kind: "metric", metric: metric.name, period: span, people };
  const asking = useQuestion(question);
  const trend = useTrend(metric.name, span, people);
  const picture = useRef<HTMLDivElement>(null);
  const now = asking.query.data?.result;
  const before = trend.at(-2)?.value ?? null;
  const moved = now ? changeIn(now.value, before, metric.unit, chosen) : null;
  const named = metricName(metric, chosen);
  const { formula } = metricWords(metric, chosen);
  const rows = () => [
    [words.metric, words.window, words.value],
    ...trend.map((point) => [
      named,
      point.label,
      metric.unit === "fen" && point.value !== null ? point.value / 100 : point.value,
    ]),
  ];
  return (
    <Page
      title={named}
      answer={
        now ? (
          <>
            <b>{now.value === null ? words.nothingToDivide : valueIn(now.value, metric.unit, chosen)}</b>
            {chosen === "zh" ? "。" : ". "}
            {moved && words.change(moved)} {formula}
          </>
        ) : (
          formula
        )
      }
      tools={
        <>
          <Link to="/metric-dictionary">{words.back}</Link>
          <SpanSwitch choices={[7, 30, 90]} value={span} />
          <OfWhom value={people} />
          <ToBoard question={question as Question} suggested={named} columns={6} height="low" />
          <Exports name={named} rows={rows} picture={picture} />
        </>
      }
    >
      <div className="columns flow-columns">
        <div className="stack" style={{ gap: 16 }} ref={picture}>
          <Card
            title={
              <>
                {words.trend}
                <Info>{words.trendHow}</Info>
              </>
            }
          >
            <MetricTrend points={trend} metric={metric} />
          </Card>
          <MetricOfficial metric={metric} />
          <Asked asking={asking} loading={40}>
            {(answer) => (
              <HowCounted answer={answer}>
                <p>{formula}</p>
                <p>{words.trendHow}</p>
              </HowCounted>
            )}
          </Asked>
        </div>
        <div className="stack" style={{ gap: 16 }}>
          <CellsOf question={question as Question} answered={asking.query.data}>
            <MetricDefinition entry={entry} now={now} />
          </CellsOf>
          <MetricVersions entry={entry} />
        </div>
      </div>
    </Page>
  );
}
