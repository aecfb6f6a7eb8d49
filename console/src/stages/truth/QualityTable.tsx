import { Table, type TableColumnsType } from "antd";
import type { Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count, percent, yuan } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Info } from "@/ui/Figures";
import { channelName } from "@/widgets/names";
import type { CellOf } from "@/widgets/useCells";
import { Counted } from "./Counted";
import { CLASSES, QualityMix } from "./QualityMix";
import type { Line, Picked } from "./QualityPage";
import { QUALITY } from "./quality.copy";

type Part = Shapes["huoshui__insight__quality__schemas__PartOut"];

interface TableProps {
  channels: Line[];
  total: Line;
  onPick: (picked: Picked) => void;
}

const FEW = 30;

/** Each channel's people as one bar of three, then who stays and what they bring. */
export function QualityTable({ channels, total, onPick }: TableProps) {
  const words = useWords(QUALITY);
  const may = useMay();
  const columns = useColumns(may("people.read") ? onPick : undefined);
  return (
    <Card
      flush
      title={<Overall total={total} />}
      extra={
        <span className="row plot-legend">
          {CLASSES.map((name) => (
            <span key={name} className="row tight">
              <i className={`mix-${name}`} />
              {words[name]}
            </span>
          ))}
        </span>
      }
    >
      <Table<Line>
        className="dense"
        rowKey="channel"
        size="middle"
        columns={columns}
        dataSource={channels}
        pagination={false}
        scroll={{ x: "max-content" }}
      />
    </Card>
  );
}

function Overall({ total }: { total: Line }) {
  const words = useWords(QUALITY);
  return (
    <span className="row" style={{ fontWeight: 400, fontSize: 13 }}>
      {CLASSES.map((name) => (
        <span key={name}>
          {words[name]} <b>{percent(total[name].value)}</b>
        </span>
      ))}
    </span>
  );
}

function useColumns(onPick: ((picked: Picked) => void) | undefined): TableColumnsType<Line> {
  const words = useWords(QUALITY);
  const chosen = language.use();
  const titled = (line: Line, what: string): string => `${channelName(line.channel, chosen)} · ${what}`;
  const share = (
    title: string,
    of: (line: Line) => Part | undefined,
    cell: CellOf,
    said = title,
  ): TableColumnsType<Line>[number] => ({
    title,
    key: said,
    align: "right",
    sorter: (a, b) => (of(a)?.value ?? 0) - (of(b)?.value ?? 0),
    showSorterTooltip: false,
    render: (_, line) => (
      <Counted cell={{ ...cell, group: line.channel }} people={of(line)?.numerator} title={titled(line, said)}>
        <Share part={of(line)} />
      </Counted>
    ),
  });
  const stayed = (days: "1" | "7" | "30") =>
    share(
      words.retainedDays(days),
      (line) => line.retained[days],
      { what: "retained", age: Number(days) },
      words.retained(days),
    );
  return [
    {
      title: words.channel,
      key: "channel",
      fixed: "left",
      width: 104,
      render: (_, line) => channelName(line.channel, chosen),
    },
    {
      title: words.arrivals,
      key: "arrivals",
      align: "right",
      width: 76,
      defaultSortOrder: "descend",
      sorter: (a, b) => a.arrivals - b.arrivals,
      render: (_, line) => (
        <span title={line.arrivals < FEW ? words.few : undefined}>
          {line.arrivals < FEW && "~ "}
          <Counted
            cell={{ what: "arrivals", group: line.channel }}
            people={line.arrivals}
            title={titled(line, words.arrivals)}
          >
            <Count value={line.arrivals} />
          </Counted>
        </span>
      ),
    },
    {
      title: (
        <>
          {words.who}
          <Info>{words.how}</Info>
        </>
      ),
      key: "who",
      width: chosen === "zh" ? 216 : 272,
      sorter: (a, b) => a.people / a.arrivals - b.people / b.arrivals,
      render: (_, line) => <QualityMix line={line} onPick={onPick} />,
    },
    share(words.reachable, (line) => line.reachable, { what: "reachable" }),
    {
      title: (
        <>
          {words.retainedAll}
          <Info>{words.retainedHow}</Info>
        </>
      ),
      key: "retained",
      align: "center",
      children: [stayed("1"), stayed("7"), stayed("30")],
    },
    share(words.buyers, (line) => line.buyers, { what: "buyers" }),
    {
      title: <span title={words.perPerson}>{words.perArrival}</span>,
      key: "per",
      align: "right",
      width: chosen === "zh" ? 130 : 160,
      showSorterTooltip: false,
      sorter: (a, b) => (a.net_fen_per_arrival ?? 0) - (b.net_fen_per_arrival ?? 0),
      render: (_, line) => (
        <div className="given">
          <span>{line.net_fen_per_arrival === null ? "–" : yuan(Math.round(line.net_fen_per_arrival))}</span>
          <span className="second small">
            {words.real} {line.net_fen_per_person === null ? "–" : yuan(Math.round(line.net_fen_per_person))}
          </span>
        </div>
      ),
    },
  ];
}

function Share({ part }: { part: Part | undefined }) {
  const words = useWords(QUALITY);
  const chosen = language.use();
  if (!part?.denominator)
    return (
      <span className="second" title={words.unmeasured}>
        –
      </span>
    );
  const counts = `${count(part.numerator, chosen)} / ${count(part.denominator, chosen)}`;
  return (
    <span title={counts}>
      {part.denominator < FEW && <span className="second">~ </span>}
      {percent(part.value)}
    </span>
  );
}
