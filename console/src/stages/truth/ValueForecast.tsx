import { Button, Progress } from "antd";
import { type ReactNode, useMemo, useRef } from "react";
import { useMay } from "@/api/session";
import type { Cell } from "@/lib/files";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Figure, Figures, Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Exports } from "@/widgets/Exports";
import { ToBoard } from "@/widgets/ToBoard";
import { useAct } from "@/widgets/useAct";
import { CellsOf } from "./Counted";
import { ForecastSaid } from "./ForecastSaid";
import { ForecastTenths } from "./ForecastTenths";
import { ForecastWeekly } from "./ForecastWeekly";
import { type Forecast, forecastOf } from "./forecast";
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
      answer={found ? <ForecastSaid found={found} /> : runs.data ? own.never : words.loading}
      tools={
        <>
          {done && <ToBoard question={{ kind: "forecast" }} suggested={words.views.forecast} />}
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
                {(data) => (
                  <CellsOf question={{ kind: "forecast" }}>
                    <ForecastTenths tenths={data.tenths} days={found.horizon} alive={found.model !== "nbd"} />
                  </CellsOf>
                )}
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
            <ForecastWeekly test={test} />
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
