import { Button, Progress } from "antd";
import { type ReactNode, useMemo, useRef } from "react";
import { useMay } from "@/api/session";
import type { Cell } from "@/lib/files";
import { language, useWords } from "@/lib/language";
import { count, percent, yuan, yuanShort } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Figure, Figures, Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Exports } from "@/widgets/Exports";
import { useAct } from "@/widgets/useAct";
import { type Forecast, forecastOf, verdictOf } from "./forecast";
import { FORECAST } from "./forecast.copy";
import { decimal, inYuan, range } from "./told";
import { type Bands, beginRun, going, RUNS, type Run, useBands, useRuns } from "./truth.api";
import { VALUE } from "./value.copy";

/** What people are expected to bring, and how well that came out when it was tested. */
export function ValueForecast({ views }: { views: ReactNode }) {
  const words = useWords(VALUE);
  const own = useWords(FORECAST);
  const runs = useRuns();
  const done = runs.data?.find((run) => run.state === "done");
  const running = runs.data?.find(going);
  const failed = runs.data?.[0]?.state === "failed" ? runs.data[0] : undefined;
  const found = done && forecastOf(done);
  const bands = useBands(done?.id);
  const picture = useRef<HTMLDivElement>(null);
  const told = bands.data;
  return (
    <Page
      title={words.title}
      answer={found ? <Summary found={found} /> : runs.data ? own.never : words.loading}
      tools={
        <>
          {told && <Exports name={words.views.forecast} rows={() => rows(told, own)} picture={picture} />}
          <Begin running={running} again={done !== undefined} />
        </>
      }
    >
      <div className="row filters">{views}</div>
      {running && <Progressing run={running} />}
      {failed && <p className="second">{own.failed(failed.error)}</p>}
      <Answer query={runs} loading={<Skeleton height={520} />}>
        {() =>
          done && found ? (
            <div ref={picture} className="stack" style={{ gap: 16 }}>
              <Full run={done} found={found} />
              <Answer query={bands} loading={320}>
                {(data) => <Spread bands={data} days={found.horizon} alive={found.model !== "nbd"} />}
              </Answer>
            </div>
          ) : running ? null : (
            <Card>
              <Empty title={own.never}>{own.neverWhy}</Empty>
            </Card>
          )
        }
      </Answer>
    </Page>
  );
}

function Summary({ found }: { found: Forecast }) {
  const own = useWords(FORECAST);
  const chosen = language.use();
  const { purchases, horizon, test } = found;
  return (
    <>
      {own.answer(
        horizon,
        count(found.customers, chosen),
        decimal(purchases.value),
        range(purchases.low, purchases.high, decimal),
      )}
      {test &&
        own.verdict[verdictOf(test)](
          test.days,
          decimal(test.expected),
          decimal(test.actual),
          percent(Math.abs(test.bias)),
        )}
      <Info>{own.how}</Info>
    </>
  );
}

function Begin({ running, again }: { running: Run | undefined; again: boolean }) {
  const own = useWords(FORECAST);
  const may = useMay();
  const begin = useAct({
    act: () => beginRun({ model: "pareto_nbd", horizon_days: 365, held_out_days: null, draws: 40 }),
    stale: [[...RUNS]],
  });
  if (!may("system.manage")) return null;
  return (
    <Button type="primary" disabled={running !== undefined} loading={begin.isPending} onClick={() => begin.mutate()}>
      {again ? own.again : own.begin}
    </Button>
  );
}

function Progressing({ run }: { run: Run }) {
  const own = useWords(FORECAST);
  const step = run.step.split(" ")[0] || own.queued;
  return (
    <div className="card" style={{ padding: "12px 20px" }} role="status">
      <span className="small second">
        {own.working} · {step} · {own.leave}
      </span>
      <Progress percent={run.total ? Math.round((run.done / run.total) * 100) : 0} size="small" />
    </div>
  );
}

function Full({ run, found }: { run: Run; found: Forecast }) {
  const own = useWords(FORECAST);
  const chosen = language.use();
  const { test } = found;
  return (
    <>
      <Figures>
        <Figure label={own.customers} below={own.againOf(count(found.again, chosen))}>
          {count(found.customers, chosen)}
        </Figure>
        <Figure
          label={own.purchases(found.horizon)}
          below={`${own.interval} ${range(found.purchases.low, found.purchases.high, decimal)}`}
          how={own.boundsHow}
        >
          {decimal(found.purchases.value)}
        </Figure>
        <Figure label={own.model} below={own.asked(own.models[found.asked] ?? found.asked)} how={own.modelHow}>
          <span style={{ fontSize: 18 }}>{own.models[found.model] ?? found.model}</span>
        </Figure>
        <Figure label={own.finished} below={own.until(run.until_on)}>
          <span style={{ fontSize: 18 }}>
            <When at={run.finished_at} />
          </span>
        </Figure>
      </Figures>
      {found.notes.length > 0 && (
        <Card title={own.notes}>
          <ul className="stack tight">
            {found.notes.map((note) => (
              <li key={note}>{chosen === "zh" ? note.split(" ")[0] : note.slice(note.indexOf(" ") + 1)}</li>
            ))}
          </ul>
        </Card>
      )}
      {test && (
        <div className="columns" style={{ gridTemplateColumns: "repeat(2, minmax(0, 1fr))" }}>
          <Card
            title={
              <>
                {own.weekly(test.days)}
                <Info>{own.testHow}</Info>
              </>
            }
          >
            <Weekly test={test} />
          </Card>
          <Card
            title={
              <>
                {own.byFrequency}
                <Info>{own.frequencyHow}</Info>
              </>
            }
          >
            <ByFrequency test={test} />
          </Card>
        </div>
      )}
    </>
  );
}

type Test = NonNullable<Forecast["test"]>;

function Weekly({ test }: { test: Test }) {
  const own = useWords(FORECAST);
  const option = useMemo(
    () => ({
      legend: { data: [own.actual, own.expected] },
      grid: { left: 44, right: 16, top: 36, bottom: 28 },
      tooltip: { trigger: "axis", valueFormatter: (value: unknown) => decimal(Number(value)) },
      xAxis: { type: "category", data: test.weeks.map((one) => own.day(one.days)), boundaryGap: false },
      yAxis: { type: "value" },
      series: [
        { name: own.actual, type: "line", data: test.weeks.map((one) => one.actual) },
        // what is forecast is dashed, everywhere
        {
          name: own.expected,
          type: "line",
          lineStyle: { type: "dashed" },
          data: test.weeks.map((one) => one.expected),
        },
      ],
    }),
    [test, own],
  );
  return <Chart option={option} height={250} label={own.weekly(test.days)} />;
}

function ByFrequency({ test }: { test: Test }) {
  const own = useWords(FORECAST);
  const option = useMemo(
    () => ({
      legend: { data: [own.actual, own.expected] },
      grid: { left: 44, right: 16, top: 36, bottom: 28 },
      tooltip: { trigger: "axis", valueFormatter: (value: unknown) => Number(value).toFixed(2) },
      xAxis: {
        type: "category",
        data: test.frequencies.map((one) => own.bought(one.frequency, one.customers)),
        axisLabel: { interval: 0, hideOverlap: true },
      },
      yAxis: { type: "value" },
      series: [
        { name: own.actual, type: "bar", barMaxWidth: 22, data: test.frequencies.map((one) => one.actual) },
        {
          name: own.expected,
          type: "bar",
          barMaxWidth: 22,
          itemStyle: { opacity: 0.75 },
          data: test.frequencies.map((one) => one.expected),
        },
      ],
    }),
    [test, own],
  );
  return <Chart option={option} height={250} label={own.byFrequency} />;
}

/** How what is expected is spread over people, in tenths. */
function Spread({ bands, days, alive }: { bands: Bands; days: number; alive: boolean }) {
  const own = useWords(FORECAST);
  const chosen = language.use();
  const all = Math.max(
    1,
    bands.tenths.reduce((sum, one) => sum + one.value_fen, 0),
  );
  const most = Math.max(1, ...bands.tenths.map((one) => one.value_fen));
  const top = bands.tenths[0];
  return (
    <Card
      title={
        <>
          {own.tenths}
          <Info>{own.tenthsHow}</Info>
        </>
      }
      extra={top && <span className="second small">{own.topTenth(percent(top.value_fen / all))}</span>}
      flush
    >
      <table className="heat">
        <thead>
          <tr>
            <th>{own.tenth}</th>
            <th className="number">{own.people}</th>
            <th className="number">{own.value(days)}</th>
            <th />
            <th className="number">{own.least}</th>
            <th className="number">{own.alive}</th>
            <th className="number">{own.paid}</th>
          </tr>
        </thead>
        <tbody>
          {bands.tenths.map((one) => (
            <tr key={one.tenth}>
              <th scope="row">{own.place(one.tenth)}</th>
              <td className="number">{count(one.people, chosen)}</td>
              <td className="number" title={yuan(Math.round(one.value_fen))}>
                {yuanShort(Math.round(one.value_fen), chosen)}
              </td>
              <td style={{ width: "28%" }}>
                <span className="meter" style={{ display: "block" }}>
                  <i style={{ width: `${(one.value_fen / most) * 100}%` }} />
                </span>
              </td>
              <td className="number">{yuan(Math.round(one.least_fen))}</td>
              <td className="number" title={alive ? undefined : own.noDropout}>
                {alive ? percent(one.alive) : "–"}
              </td>
              <td className="number">{yuanShort(one.paid_fen, chosen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

type Own = { tenth: string; people: string; expectedValue: string; least: string; alive: string; paid: string };

function rows(bands: Bands, own: Own): Cell[][] {
  return [
    [own.tenth, own.people, own.expectedValue, own.least, own.alive, own.paid],
    ...bands.tenths.map((one) => [
      one.tenth,
      one.people,
      inYuan(one.value_fen),
      inYuan(one.least_fen),
      one.alive,
      inYuan(one.paid_fen),
    ]),
  ];
}
