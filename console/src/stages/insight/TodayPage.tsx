import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMay } from "@/api/session";
import { changeOf } from "@/lib/changes";
import { copy, language, useWords } from "@/lib/language";
import { count, measured, percent, yuan } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Figure, Figures, Money } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { lastDays, PeriodSwitch, usePeriod } from "@/widgets/Period";
import { SetupStrip } from "@/widgets/SetupStrip";
import { STEP_WORDS } from "./copy";
import { Freshness } from "./Freshness";
import { type Report, STEPS, useChannels, useCounts } from "./insight.api";
import { notable } from "./notable";
import { River } from "./River";
import { Waiting } from "./Waiting";
import "./insight.css";

const WORDS = copy(
  {
    title: "今日概览",
    before: "比前一段",
    nothingBefore: "前一段太少，不比",
    answer: (days: string, came: string, bought: string, net: string) =>
      `${days}来了 ${measured(came, "人")}，其中 ${measured(bought, "人")}已经买过，实收 ${net}。`,
    span: (days: number) => (days === 1 ? "今天" : `近 ${days} 天`),
    notable: (said: string) => `要留意：${said}（比前一段，超出偶然的波动）。`,
    usual: "和前一段比，没有超出偶然的波动。",
    moved: (step: string, up: boolean, share: string) => `${step}${up ? "多了" : "少了"} ${share}`,
    pool: "现在池子里有",
    people: "人",
    identified: "已识别",
    reachable: "可触达",
    flow: "从来了到又买",
    more: "看每个渠道",
    empty: "这段时间还没有人来",
    emptyWhy: "换一个更长的时段看看；如果刚装好，先接入一个来源，事件到了这里就会有数。",
    connect: "去接入来源",
  },
  {
    title: "Today",
    before: "against before",
    nothingBefore: "too few before to compare",
    answer: (days: string, came: string, bought: string, net: string) =>
      `${days}: ${came} people came, ${bought} of them have bought, ${net} net.`,
    span: (days: number) => (days === 1 ? "Today" : `Last ${days} days`),
    notable: (said: string) => `Worth a look: ${said} (against before, beyond chance).`,
    usual: "Against before, nothing moved beyond chance.",
    moved: (step: string, up: boolean, share: string) => `${step} ${up ? "up" : "down"} ${share}`,
    pool: "In the pool now",
    people: "people",
    identified: "identified",
    reachable: "reachable",
    flow: "From came to bought again",
    more: "Every channel",
    empty: "Nobody came in this period yet",
    emptyWhy: "Look at a longer period; if this was just installed, connect a source and the numbers will come.",
    connect: "Connect a source",
  },
);

/** Who came, who is known, who bought, and is that as usual? */
export function TodayPage() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const days = usePeriod(7);
  const reports = may("reports.read");
  const now = useChannels(lastDays(days), reports);
  const before = useChannels(lastDays(days, days), reports);
  const total = now.data?.total;
  const answer =
    total &&
    words.answer(words.span(days), count(total.came, chosen), count(total.bought, chosen), yuan(total.net_fen));
  return (
    <Page
      title={words.title}
      answer={
        answer ? (
          <>
            {answer} <Headline now={now.data} before={before.data} />
          </>
        ) : (
          " "
        )
      }
      tools={reports && <PeriodSwitch choices={[1, 7, 30]} value={days} />}
    >
      <SetupStrip />
      {reports && (
        <Answer query={now} loading={<Skeleton height={104} />}>
          {(report) => <Steps now={report} before={before.data} />}
        </Answer>
      )}
      <div className="columns" style={{ gridTemplateColumns: "minmax(0, 1fr) 340px" }}>
        {reports ? (
          <Answer query={now} loading={330}>
            {(report) => <Flow report={report} />}
          </Answer>
        ) : (
          <span />
        )}
        <div className="stack">
          <Pool />
          <Waiting />
        </div>
      </div>
    </Page>
  );
}

/** What moved beyond chance, in words; that nothing did is worth knowing too. */
function Headline({ now, before }: { now: Report | undefined; before: Report | undefined }) {
  const words = useWords(WORDS);
  const steps = useWords(STEP_WORDS);
  const chosen = language.use();
  if (!now || !before?.total.came) return null;
  const found = notable(now.total, before.total);
  if (!found.length) return <>{words.usual}</>;
  const said = found.map((one) => words.moved(steps[one.step], one.up, percent(one.share)));
  return <b>{words.notable(said.join(chosen === "zh" ? "，" : ", "))}</b>;
}

function Steps({ now, before }: { now: Report; before: Report | undefined }) {
  const steps = useWords(STEP_WORDS);
  const chosen = language.use();
  const how = (name: string): string | undefined => now.definitions[name]?.[chosen];
  return (
    <Figures>
      {STEPS.map((step) => (
        <Figure
          key={step}
          label={steps[step]}
          how={how(step)}
          below={<Delta now={now.total[step]} before={before?.total[step]} />}
        >
          <Count value={now.total[step]} />
        </Figure>
      ))}
      <Figure
        label={steps.net}
        how={how("net_fen")}
        below={
          <Delta now={now.total.net_fen} before={before?.total.net_fen} few={before && before.total.bought < 10} />
        }
      >
        <Money fen={now.total.net_fen} short />
      </Figure>
    </Figures>
  );
}

function Delta({ now, before, few = false }: { now: number; before: number | undefined; few?: boolean }): ReactNode {
  const words = useWords(WORDS);
  if (before === undefined) return " ";
  const { direction, share } = changeOf(now, before);
  if (few || share === null) return words.nothingBefore;
  const sign = { up: "↑", down: "↓", same: "=", none: "" }[direction];
  return (
    <span>
      {words.before}{" "}
      <span className={`delta ${direction}`}>
        {sign} {percent(Math.abs(share))}
      </span>
    </span>
  );
}

function Flow({ report }: { report: Report }) {
  const words = useWords(WORDS);
  if (!report.total.came)
    return (
      <Card>
        <Empty title={words.empty} action={<Link to="/sources">{words.connect}</Link>}>
          {words.emptyWhy}
        </Empty>
      </Card>
    );
  return (
    <Card title={words.flow} extra={<Link to="/channels">{words.more}</Link>}>
      <River report={report} />
      <div className="small second" style={{ marginTop: 10 }}>
        <Freshness freshness={report.freshness} />
      </div>
    </Card>
  );
}

function Pool() {
  const words = useWords(WORDS);
  const counts = useCounts();
  return (
    <Card title={words.pool}>
      <Answer query={counts} loading={72}>
        {(data) => (
          <dl className="facts">
            <dt>{words.people}</dt>
            <dd>
              <Link to="/people">
                <Count value={data.people} />
              </Link>
            </dd>
            <dt>{words.identified}</dt>
            <dd>
              <Count value={data.identified} />
            </dd>
            <dt>{words.reachable}</dt>
            <dd>
              <Count value={data.reachable} />
            </dd>
          </dl>
        )}
      </Answer>
    </Card>
  );
}
