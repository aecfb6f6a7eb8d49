import { useQueries } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { App, Button } from "antd";
import { type ReactNode, useMemo, useRef } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { day } from "@/lib/moments";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Chip } from "@/ui/Chip";
import { Code } from "@/ui/Code";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Skeleton } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Asked } from "@/widgets/Asked";
import { Exports } from "@/widgets/Exports";
import { HowCounted } from "@/widgets/HowCounted";
import { OfWhom, useOfWhom } from "@/widgets/OfWhom";
import { type SpanOfDays, SpanSwitch, spanBefore, useSpan } from "@/widgets/Span";
import { useAct } from "@/widgets/useAct";
import { useQuestion } from "@/widgets/useQuestion";
import { changeIn, type Entry, type Metric, metricName, periodsOf, valueIn } from "./metrics";
import { act, METRICS_KEY, useMetric, useMetricHistory, valueQuery } from "./metrics.api";
import { METRICS } from "./metrics.copy";
import "./truth.css";

const POINTS = 8;

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
  const asking = useQuestion({ kind: "metric", metric: metric.name, period: span, people });
  const trend = useTrend(metric.name, span, people);
  const picture = useRef<HTMLDivElement>(null);
  const now = asking.query.data?.result;
  const before = trend.at(-2)?.value ?? null;
  const moved = now ? changeIn(now.value, before, metric.unit, chosen) : null;
  const named = metricName(metric, chosen);
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
            {moved && words.change(moved)} {metric.formula}
          </>
        ) : (
          metric.formula
        )
      }
      tools={
        <>
          <Link to="/metric-dictionary">{words.back}</Link>
          <SpanSwitch choices={[7, 30, 90]} value={span} />
          <OfWhom value={people} />
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
            <Trend points={trend} metric={metric} />
          </Card>
          <Official metric={metric} />
          <Asked asking={asking} loading={40}>
            {(answer) => (
              <HowCounted answer={answer}>
                <p>{metric.formula}</p>
                <p>{words.trendHow}</p>
              </HowCounted>
            )}
          </Asked>
        </div>
        <div className="stack" style={{ gap: 16 }}>
          <Definition entry={entry} now={now} />
          <Versions entry={entry} />
        </div>
      </div>
    </Page>
  );
}

interface Point {
  label: string;
  value: number | null;
  known: boolean;
}

function useTrend(metric: string, span: SpanOfDays, people: string | undefined): Point[] {
  const today = day(Date.now());
  const periods = useMemo(() => periodsOf(span, POINTS, today), [span, today]);
  const values = useQueries({
    queries: periods.map((period) => valueQuery({ kind: "metric", metric, period, people })),
  });
  return periods.map((period, place) => ({
    label: "from" in period ? period.from.slice(5) : spanBefore(period, today).to.slice(5),
    value: values[place]?.data?.value ?? null,
    known: values[place]?.data !== undefined,
  }));
}

function Trend({ points, metric }: { points: Point[]; metric: Metric }) {
  const words = useWords(METRICS);
  const chosen = language.use();
  const key = points.map((point) => `${point.label}=${point.value}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what the points say; they are made anew each time
  const option = useMemo(
    () => ({
      grid: { left: 64, right: 20, top: 16, bottom: 28 },
      tooltip: {
        trigger: "axis",
        valueFormatter: (value: unknown) => valueIn(value as number | null, metric.unit, chosen),
      },
      xAxis: { type: "category", data: points.map((point) => point.label), boundaryGap: false },
      yAxis: {
        type: "value",
        scale: metric.unit === "share",
        axisLabel: { formatter: (value: number) => valueIn(value, metric.unit, chosen) },
      },
      series: [
        { type: "line", name: metricName(metric, chosen), data: points.map((point) => point.value), symbolSize: 7 },
      ],
    }),
    [key, metric, chosen],
  );
  if (points.some((point) => !point.known)) return <Skeleton height={280} />;
  return <Chart option={option} height={280} label={words.trend} />;
}

function Official({ metric }: { metric: Metric }) {
  const words = useWords(METRICS);
  const { official } = metric;
  return (
    <Card title={words.officialTitle}>
      {official ? (
        <dl className="facts second">
          <Fact name={words.officialName}>{official.name}</Fact>
          <Fact name={words.source}>
            <span className="mono">{official.source}</span>
          </Fact>
          <Fact name={words.difference}>{official.difference}</Fact>
        </dl>
      ) : (
        <p className="second">{words.noOfficial}</p>
      )}
    </Card>
  );
}

interface Now {
  numerator: number;
  denominator: number | null;
}

function Definition({ entry, now }: { entry: Entry; now: Now | undefined }) {
  const words = useWords(METRICS);
  const chosen = language.use();
  const { metric } = entry;
  const told = (measure: Metric["numerator"]): string => saidOf(measure, words);
  const figure = (value: number | null | undefined, measure: Metric["numerator"]): string =>
    valueIn(
      value ?? null,
      measure.of === "orders" && measure.measure === "net_fen"
        ? "fen"
        : measure.of === "times" || measure.of === "orders"
          ? "times"
          : "people",
      chosen,
    );
  return (
    <Card title={words.definition} extra={<Chip tone="quiet">{entry.built_in ? words.shipped : words.own}</Chip>}>
      <dl className="facts">
        <Fact name={words.numerator}>
          {told(metric.numerator)}
          {now && metric.denominator && <b> {figure(now.numerator, metric.numerator)}</b>}
        </Fact>
        {metric.minus && <Fact name={words.minus}>{told(metric.minus)}</Fact>}
        {metric.denominator && (
          <Fact name={words.denominator}>
            {told(metric.denominator)} {now && <b>{figure(now.denominator, metric.denominator)}</b>}
          </Fact>
        )}
        {metric.window && <Fact name={words.window}>{metric.window}</Fact>}
        <Fact name={words.unit}>{words.units[metric.unit]}</Fact>
        <Fact name={words.zone}>{words.beijing}</Fact>
        <Fact name={words.owner}>{metric.owner || <span className="second">{words.nobody}</span>}</Fact>
        <Fact name={words.version}>{entry.version}</Fact>
        {metric.note && <Fact name={words.note}>{metric.note}</Fact>}
      </dl>
      <details style={{ marginTop: 12 }}>
        <summary className="small second">{words.raw}</summary>
        <Code
          text={JSON.stringify(
            { numerator: metric.numerator, minus: metric.minus, denominator: metric.denominator },
            null,
            1,
          )}
        />
      </details>
    </Card>
  );
}

type Said = { measure: Record<string, string>; orders: Record<string, string> };

function saidOf(measure: Metric["numerator"], words: Said): string {
  if (measure.of === "orders") return `${words.measure.orders} · ${words.orders[measure.measure]}`;
  return measure.of === "times"
    ? `${words.measure.times} · ${measure.events.join(", ")}`
    : (words.measure.people ?? "");
}

function Versions({ entry }: { entry: Entry }) {
  const words = useWords(METRICS);
  const may = useMay();
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const { metric, built_in } = entry;
  const history = useMetricHistory(metric.name, !built_in);
  const retire = useAct({
    act: () => act.retire(metric.name),
    stale: [[...METRICS_KEY]],
    done: words.retiredDone,
    after: () => void navigate({ to: "/metric-dictionary" }),
  });
  if (built_in)
    return (
      <Card title={words.history}>
        <p className="second small">{words.shippedWhy}</p>
      </Card>
    );
  const ask = (): void => {
    void modal.confirm({
      title: words.retire,
      content: words.retireWhy,
      onOk: () => retire.mutateAsync(),
      okButtonProps: { danger: true },
    });
  };
  return (
    <Card
      title={words.history}
      extra={
        may("system.manage") && (
          <Button size="small" danger onClick={ask}>
            {words.retire}
          </Button>
        )
      }
    >
      <Answer query={history} loading={80}>
        {(versions) => (
          <ul className="stack tight">
            {versions.map((one) => (
              <li key={one.version} className="row between small">
                <span>
                  {words.version} {one.version} · {one.metric.formula}
                </span>
                <span className="second">
                  <When at={one.changed_at} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
