import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Info, Money } from "@/ui/Figures";
import { channelName } from "@/widgets/names";
import { useDefined } from "@/widgets/useDefined";
import { useUrl } from "@/widgets/useUrl";
import { Cell, type Instead, type Open, Opening, type Shown } from "./ChannelCells";
import { Total } from "./ChannelTotal";
import { brought, NONE, touched } from "./channelPeople";
import { WORDS } from "./channels.copy";
import { STEP_WORDS } from "./copy";
import { type ChannelLine, perHead, STEPS, type Step } from "./insight.api";

/** Each channel's people, step by step; every count opens who they are. */
export function ChannelTable({ report, period }: Shown) {
  const { open, sheet } = useDefined();
  const words = useWords(WORDS);
  const [, set] = useUrl<{ days: number }>();
  const instead = { label: words.allTime, act: () => set({ days: undefined }) };
  const columns = useColumns({ report, period }, instead, open);
  return (
    <Card flush>
      <Table<ChannelLine>
        rowKey="channel"
        size="middle"
        columns={columns}
        dataSource={report.channels}
        pagination={false}
        scroll={{ x: 980 }}
        summary={() => <Total report={report} period={period} instead={instead} onOpen={open} />}
      />
      {sheet}
    </Card>
  );
}

function useColumns({ report, period }: Shown, instead: Instead, open: Open): TableColumnsType<ChannelLine> {
  const words = useWords(WORDS);
  const steps = useWords(STEP_WORDS);
  const chosen = language.use();
  const heading = (label: string, name: string) => {
    const how = report.definitions[name]?.[chosen];
    return (
      <>
        {label}
        {how && <Info>{how}</Info>}
      </>
    );
  };
  const nameOf = (line: ChannelLine): string =>
    line.channel === NONE ? words.none : channelName(line.channel, chosen);
  const sorted = (by: (line: ChannelLine) => number) => (a: ChannelLine, b: ChannelLine) => by(a) - by(b);
  const step = (name: Step, place: number): TableColumnsType<ChannelLine>[number] => ({
    title: heading(steps[name], name),
    key: name,
    align: "right",
    sorter: sorted((line) => line[name]),
    defaultSortOrder: place ? undefined : "descend",
    render: (_, line) => (
      <Cell line={line} step={name}>
        <Opening
          label={words.people(nameOf(line), steps[name])}
          count={line[name]}
          definition={brought(line.channel, name, period)}
          why={words.unsaid}
          instead={instead}
          onOpen={open}
        />
      </Cell>
    ),
  });
  return [
    { title: words.channel, key: "channel", fixed: "left", width: 120, render: (_, line) => nameOf(line) },
    ...STEPS.map(step),
    {
      title: heading(steps.net, "net_fen"),
      key: "net",
      align: "right",
      sorter: sorted((line) => line.net_fen),
      render: (_, line) => <Money fen={line.net_fen} short />,
    },
    {
      title: words.perHead,
      key: "head",
      align: "right",
      sorter: sorted(perHead),
      render: (_, line) => <Money fen={Math.round(perHead(line))} />,
    },
    {
      title: heading(words.touched, "touched"),
      key: "touched",
      align: "right",
      sorter: sorted((line) => line.touched),
      render: (_, line) => (
        <Opening
          label={words.people(nameOf(line), words.touched)}
          count={line.touched}
          definition={touched(line.channel, report.channels, period)}
          why={words.unsaidTouched}
          onOpen={open}
        />
      ),
    },
  ];
}
