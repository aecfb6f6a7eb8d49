import { Link } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import { copy, language, useWords } from "@/lib/language";
import { count, percent, yuanShort } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Info, Meter, Money } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { channelName } from "@/widgets/names";
import { lastDays, PeriodSwitch, usePeriod } from "@/widgets/Period";
import { STEP_WORDS } from "./copy";
import { Freshness } from "./Freshness";
import { type ChannelLine, type Report, STEPS, type Step, useChannels } from "./insight.api";
import { River } from "./River";
import "./insight.css";

const WORDS = copy(
  {
    title: "渠道总览",
    channel: "渠道",
    touched: "触达过",
    perHead: "人均实收",
    none: "无公域触点",
    total: "合计",
    anonymous: (orders: number) => `另有 ${orders} 笔订单还没认出是谁，不在上面任何一行里。`,
    descriptive: "描述性：说的是来过的人后来怎样，不是渠道带来了多少增量。",
    empty: "这段时间没有人来",
    emptyWhy: "换一个更长的时段，或者先接入一个来源，把事件送进来。",
    connect: "去接入来源",
    one: (name: string, figure: string) => `${name}（${figure}）`,
    answer: (many: string, best: string) => `来人最多的是${many}；人均实收最高的是${best}。`,
    few: "买了的人不足 30，比例和均值会跳动",
    loading: "正在数",
  },
  {
    title: "Channels",
    channel: "Channel",
    touched: "Touched",
    perHead: "Net per head",
    none: "No public channel",
    total: "Total",
    anonymous: (orders: number) =>
      `${orders} more orders are of people not recognized yet; they are in none of the rows above.`,
    descriptive: "Descriptive: what became of those who came, not what the channel added.",
    empty: "Nobody came in this period",
    emptyWhy: "Choose a longer period, or connect a source that sends events.",
    connect: "Connect a source",
    one: (name: string, figure: string) => `${name} (${figure})`,
    answer: (many: string, best: string) => `Most people came from ${many}; net per head is highest from ${best}.`,
    few: "Fewer than 30 bought: shares and averages jump about",
    loading: "Counting",
  },
);

/** Which channel brings many, and which brings good people? */
export function ChannelsPage() {
  const words = useWords(WORDS);
  const days = usePeriod(0);
  const report = useChannels(lastDays(days));
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
      <Answer query={report} loading={loading}>
        {(data) => (data.total.came ? <Full report={data} /> : <Nothing />)}
      </Answer>
    </Page>
  );
}

function Summary({ report }: { report: Report }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const known = report.channels.filter((line) => line.channel !== "none" && line.came >= 30);
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

function perHead(line: { net_fen: number; came: number }): number {
  return line.came ? line.net_fen / line.came : 0;
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

function Full({ report }: { report: Report }) {
  const words = useWords(WORDS);
  const columns = useColumns(report);
  return (
    <>
      <Card>
        <River report={report} />
      </Card>
      <Card flush>
        <Table<ChannelLine>
          rowKey="channel"
          size="middle"
          columns={columns}
          dataSource={report.channels}
          pagination={false}
          scroll={{ x: 980 }}
          summary={() => <Total report={report} />}
        />
      </Card>
      <div className="row between small second">
        <span>{report.anonymous.orders > 0 && words.anonymous(report.anonymous.orders)}</span>
        <Freshness freshness={report.freshness} />
      </div>
    </>
  );
}

function useColumns(report: Report): TableColumnsType<ChannelLine> {
  const words = useWords(WORDS);
  const steps = useWords(STEP_WORDS);
  const chosen = language.use();
  const how = (name: string): string => report.definitions[name]?.[chosen] ?? "";
  const heading = (label: string, name: string) => (
    <>
      {label}
      {how(name) && <Info>{how(name)}</Info>}
    </>
  );
  const step = (name: Step) => ({
    title: heading(steps[name], name),
    key: name,
    align: "right" as const,
    sorter: (a: ChannelLine, b: ChannelLine) => a[name] - b[name],
    render: (_: unknown, line: ChannelLine) => <Cell line={line} step={name} few={words.few} />,
  });
  return [
    {
      title: words.channel,
      key: "channel",
      fixed: "left",
      width: 150,
      render: (_, line) => (line.channel === "none" ? words.none : channelName(line.channel, chosen)),
    },
    {
      ...step("came"),
      defaultSortOrder: "descend",
      render: (_: unknown, line: ChannelLine) => <Count value={line.came} />,
    },
    ...STEPS.slice(1).map(step),
    {
      title: heading(steps.net, "net_fen"),
      key: "net",
      align: "right",
      sorter: (a, b) => a.net_fen - b.net_fen,
      render: (_, line) => <Money fen={line.net_fen} short />,
    },
    {
      title: words.perHead,
      key: "head",
      align: "right",
      sorter: (a, b) => perHead(a) - perHead(b),
      render: (_, line) => <Money fen={Math.round(perHead(line))} />,
    },
    {
      title: heading(words.touched, "touched"),
      key: "touched",
      align: "right",
      sorter: (a, b) => a.touched - b.touched,
      render: (_, line) => <Count value={line.touched} />,
    },
  ];
}

function Cell({ line, step, few }: { line: ChannelLine; step: Step; few: string }) {
  const rate = line.rates[step];
  const small = step === "again" && rate !== undefined && rate.denominator < 30;
  return (
    <div className="cell" title={small ? few : undefined}>
      <Count value={line[step]} />
      <span className="small">
        {small ? "~ " : ""}
        {percent(rate?.value)}
      </span>
      <Meter share={rate?.value ?? 0} label={percent(rate?.value)} color={small ? "var(--hairline)" : undefined} />
    </div>
  );
}

function Total({ report }: { report: Report }) {
  const words = useWords(WORDS);
  const { total } = report;
  return (
    <Table.Summary.Row style={{ fontWeight: 600 }}>
      <Table.Summary.Cell index={0}>{words.total}</Table.Summary.Cell>
      {STEPS.map((step, index) => (
        <Table.Summary.Cell key={step} index={index + 1} align="right">
          <Count value={total[step]} />
        </Table.Summary.Cell>
      ))}
      <Table.Summary.Cell index={6} align="right">
        <Money fen={total.net_fen} short />
      </Table.Summary.Cell>
      <Table.Summary.Cell index={7} align="right">
        <Money fen={Math.round(perHead(total))} />
      </Table.Summary.Cell>
      <Table.Summary.Cell index={8} />
    </Table.Summary.Row>
  );
}
