import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Answer } from "@/widgets/Answer";
import { channelName } from "@/widgets/names";
import type { Picked } from "./LayeringTab";
import { type Asked, type Table as Cross, useTable } from "./layers.api";
import { WORDS } from "./layers.copy";
import { rowsOf } from "./tables";

interface ChannelProps {
  asked: Asked;
  name: (level: string) => string;
  onPick: (picked: Picked) => void;
}

type Row = ReturnType<typeof rowsOf>[number];

/** The levels of those whom each public channel brought. */
export function ByChannel({ asked, name, onPick }: ChannelProps) {
  const words = useWords(WORDS);
  const dimension = asked.count === "active" && asked.layering === "aipl" ? "aipl_active" : asked.layering;
  const query = useTable(["channel", dimension]);
  return (
    <Card flush title={words.channels} extra={<Info>{words.descriptive}</Info>}>
      <Answer query={query} loading={300}>
        {(table) => <List table={table} name={name} onPick={onPick} />}
      </Answer>
    </Card>
  );
}

function List({ table, name, onPick }: Omit<ChannelProps, "asked"> & { table: Cross }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const levels = Object.keys(table.dimensions[1]?.values ?? {}).filter((level) => level !== "none");
  const rows = rowsOf(table);
  const channel = (row: Row): string => (row.value === "none" ? words.noChannel : channelName(row.value, chosen));
  const columns: TableColumnsType<Row> = [
    { title: words.channel, key: "channel", fixed: "left", width: 130, render: (_, row) => channel(row) },
    {
      title: words.all,
      key: "all",
      align: "right",
      defaultSortOrder: "descend",
      sorter: (a, b) => a.people - b.people,
      render: (_, row) => count(row.people, chosen),
    },
    ...levels.map((level) => ({
      title: name(level),
      key: level,
      align: "right" as const,
      sorter: (a: Row, b: Row) => (a.cells[level]?.people ?? 0) - (b.cells[level]?.people ?? 0),
      render: (_: unknown, row: Row) => {
        const cell = row.cells[level];
        if (!cell?.people) return <span className="second">·</span>;
        const title = `${channel(row)} · ${name(level)}`;
        return (
          <button
            type="button"
            className="cell-link"
            onClick={() => onPick({ title, definition: cell.segment, people: cell.people })}
          >
            {count(cell.people, chosen)} <span className="small second">{percent(cell.people / row.people)}</span>
          </button>
        );
      },
    })),
  ];
  return (
    <Table
      className="dense"
      rowKey="value"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: "max-content" }}
    />
  );
}
