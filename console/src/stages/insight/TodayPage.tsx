import { Link } from "@tanstack/react-router";
import { explained } from "@/api/refusals";
import { useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty, RefusedState } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { PeriodSwitch, usePeriod } from "@/widgets/Period";
import { Renewing } from "@/widgets/Renewing";
import { SetupStrip } from "@/widgets/SetupStrip";
import { DayCards } from "./DayCards";
import { Freshness } from "./Freshness";
import { Headline } from "./Headline";
import { type Report, useChannels } from "./insight.api";
import { Pool } from "./Pool";
import { River } from "./River";
import { useDays } from "./useDays";
import { Waiting } from "./Waiting";
import "./insight.css";

const WORDS = copy(
  {
    title: "今日概览",
    flow: "从来了到又买",
    more: "看每个渠道",
    failed: "昨天的数没有数出来",
    empty: "这段时间还没有人来",
    emptyWhy: "换一个更长的时段看看；如果刚装好，先接入一个来源，事件到了这里就会有数。",
    connect: "去接入来源",
  },
  {
    title: "Today",
    flow: "From came to bought again",
    more: "Every channel",
    failed: "Yesterday could not be counted",
    empty: "Nobody came in this period yet",
    emptyWhy: "Look at a longer period; if this was just installed, connect a source and the numbers will come.",
    connect: "Connect a source",
  },
);

/** Who came, who left, what was sold yesterday and so far today, and is that as usual? */
export function TodayPage() {
  const words = useWords(WORDS);
  return useMay()("reports.read") ? (
    <Whole />
  ) : (
    <Page title={words.title}>
      <Beside />
    </Page>
  );
}

function Whole() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const known = useDays();
  const { failed } = known;
  return (
    <Page title={words.title} answer={<div className="headline">{!failed && <Headline known={known} />}</div>}>
      {failed ? (
        <Card>
          <RefusedState title={words.failed} onAgain={() => void failed.refetch()}>
            {explained(failed.error, chosen)}
          </RefusedState>
        </Card>
      ) : (
        <DayCards known={known} />
      )}
      <div className="columns" style={{ gridTemplateColumns: "minmax(0, 1fr) 340px" }}>
        <Flow />
        <Beside />
      </div>
    </Page>
  );
}

function Beside() {
  return (
    <div className="stack">
      <Pool />
      <Waiting />
      <SetupStrip />
    </div>
  );
}

function Flow() {
  const words = useWords(WORDS);
  const days = usePeriod(7);
  const report = useChannels(days);
  return (
    <Card
      title={words.flow}
      extra={
        <div className="row">
          <PeriodSwitch choices={[1, 7, 30]} value={days} />
          <Link to="/channels">{words.more}</Link>
        </div>
      }
    >
      <Renewing of={[report]} />
      <Answer query={report} loading={330}>
        {(data) => (data.total.came ? <Came report={data} /> : <Nobody />)}
      </Answer>
    </Card>
  );
}

function Came({ report }: { report: Report }) {
  return (
    <>
      <River report={report} />
      <div className="small second" style={{ marginTop: 10 }}>
        <Freshness freshness={report.freshness} />
      </div>
    </>
  );
}

function Nobody() {
  const words = useWords(WORDS);
  return (
    <Empty title={words.empty} action={<Link to="/sources">{words.connect}</Link>}>
      {words.emptyWhy}
    </Empty>
  );
}
