import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { yuan, yuanShort } from "@/lib/numbers";
import { Chip } from "@/ui/Chip";
import { Count, Money } from "@/ui/Figures";
import { channelName } from "@/widgets/names";
import { Counted } from "./Counted";
import { PAYBACK } from "./payback.copy";
import type { Line } from "./ValuePayback";

/** Every channel: what it cost, whom it brought, what those brought, and when that paid. */
export function PaybackTable({ lines }: { lines: Line[] }) {
  const own = useWords(PAYBACK);
  const chosen = language.use();
  const money = (value: number | null) =>
    value === null ? <span className="second">–</span> : <Money fen={Math.round(value)} short />;
  const sorted =
    (name: "cost_fen" | "arrivals" | "buyers" | "net_fen" | "cac_fen" | "cost_per_arrival_fen" | "return_on_cost") =>
    (a: Line, b: Line): number =>
      (a[name] ?? 0) - (b[name] ?? 0);
  const named = (line: Line): string => (line.channel === "none" ? own.none : channelName(line.channel, chosen));
  const titled = (line: Line, what: string): string => `${named(line)} · ${what}`;
  const columns: TableColumnsType<Line> = [
    {
      title: own.channel,
      key: "channel",
      fixed: "left",
      width: 130,
      render: (_, line) => named(line),
    },
    {
      title: own.cost,
      key: "cost",
      align: "right",
      sorter: sorted("cost_fen"),
      defaultSortOrder: "descend",
      render: (_, line) => (line.cost_fen ? money(line.cost_fen) : <span className="second">{own.noCost}</span>),
    },
    {
      title: own.arrivals,
      key: "arrivals",
      align: "right",
      sorter: sorted("arrivals"),
      render: (_, line) => (
        <Counted cell={line.cells.arrivals} people={line.arrivals} title={titled(line, own.arrivals)}>
          <Count value={line.arrivals} />
        </Counted>
      ),
    },
    {
      title: own.perArrival,
      key: "per",
      align: "right",
      sorter: sorted("cost_per_arrival_fen"),
      render: (_, line) => money(line.cost_per_arrival_fen),
    },
    {
      title: own.buyers,
      key: "buyers",
      align: "right",
      sorter: sorted("buyers"),
      render: (_, line) => (
        <Counted cell={line.cells.buyers} people={line.buyers} title={titled(line, own.buyers)}>
          <Count value={line.buyers} />
        </Counted>
      ),
    },
    { title: own.cac, key: "cac", align: "right", sorter: sorted("cac_fen"), render: (_, line) => money(line.cac_fen) },
    {
      title: own.net,
      key: "net",
      align: "right",
      sorter: sorted("net_fen"),
      render: (_, line) => <span title={yuan(line.net_fen)}>{yuanShort(line.net_fen, chosen)}</span>,
    },
    {
      title: own.back,
      key: "back",
      align: "right",
      sorter: sorted("return_on_cost"),
      render: (_, line) =>
        line.return_on_cost === null ? <span className="second">–</span> : `¥${line.return_on_cost.toFixed(2)}`,
    },
    { title: own.payback, key: "payback", align: "right", render: (_, line) => <Paid line={line} /> },
  ];
  return (
    <Table<Line>
      rowKey="channel"
      size="middle"
      columns={columns}
      dataSource={lines}
      pagination={false}
      scroll={{ x: 940 }}
    />
  );
}

function Paid({ line }: { line: Line }) {
  const own = useWords(PAYBACK);
  if (!line.cost_fen) return <span className="second">–</span>;
  if (line.payback_days === null) return <Chip tone="quiet">{own.notYet}</Chip>;
  // earlier arrivals paid back, all of them together have not: a few who were followed for long decide
  const early = (line.return_on_cost ?? 0) < 1;
  return (
    <Chip tone={early ? "look" : "good"} title={early ? own.early : undefined}>
      {own.days(line.payback_days)}
    </Chip>
  );
}
