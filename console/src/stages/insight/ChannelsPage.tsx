import { Link } from "@tanstack/react-router";
import { language, useWords } from "@/lib/language";
import { count, yuanShort } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { channelName } from "@/widgets/names";
import { type Period, PeriodSwitch, usePeriod } from "@/widgets/Period";
import { Renewing } from "@/widgets/Renewing";
import { ChannelChain } from "./ChannelChain";
import { ChannelTable } from "./ChannelTable";
import { NONE } from "./channelPeople";
import { WORDS } from "./channels.copy";
import { Freshness } from "./Freshness";
import { type ChannelLine, perHead, periodOf, type Report, useChannels } from "./insight.api";
import { River } from "./River";
import "./insight.css";

/** Which channel brings many, and which brings good people? */
export function ChannelsPage() {
  const words = useWords(WORDS);
  const days = usePeriod(0);
  const report = useChannels(days);
  const loading = (
    <>
      <Skeleton height={330} />
      <Skeleton height={420} />
    </>
  );
  return (
    <Page
      title={words.title}
      answer={report.data ? <Summary report={report.data} /> : words.loading}
      tools={<PeriodSwitch choices={[7, 30, 90, 0]} value={days} />}
    >
      <Renewing of={[report]} />
      <Answer query={report} loading={loading}>
        {(data) => (data.total.came ? <Full report={data} period={periodOf(data)} days={days} /> : <Nothing />)}
      </Answer>
    </Page>
  );
}

function Summary({ report }: { report: Report }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const known = report.channels.filter((line) => line.channel !== NONE && line.came >= 30);
  const most = known.toSorted((a, b) => b.came - a.came)[0];
  const best = known.toSorted((a, b) => perHead(b) - perHead(a))[0];
  const name = (line: ChannelLine, figure: string): string => words.one(channelName(line.channel, chosen), figure);
  return (
    <>
      {most &&
        best &&
        words.answer(name(most, count(most.came, chosen)), name(best, yuanShort(Math.round(perHead(best)), chosen)))}
      <Info>{words.descriptive}</Info>
    </>
  );
}

function Nothing() {
  const words = useWords(WORDS);
  return (
    <Card>
      <Empty title={words.empty} action={<Link to="/sources">{words.connect}</Link>}>
        {words.emptyWhy}
      </Empty>
    </Card>
  );
}

function Full({ report, period, days }: { report: Report; period: Period; days: number }) {
  const words = useWords(WORDS);
  return (
    <>
      <Card>
        <River report={report} />
      </Card>
      <section className="channel-value">
        <header className="row between">
          <h2>{words.value}</h2>
        </header>
        <ChannelTable report={report} period={period} />
        <div className="row between small second">
          <span>{report.anonymous.orders > 0 && words.anonymous(report.anonymous.orders)}</span>
          <Freshness freshness={report.freshness} />
        </div>
      </section>
      <ChannelChain days={days} />
    </>
  );
}
