import { Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { type Sum, useTemplates } from "./followers.api";
import { WORDS } from "./followers.copy";

/** Which templates there are, how many people may be sent each, and what went. */
export function Templates({ appid }: { appid: string }) {
  const words = useWords(WORDS);
  const query = useTemplates(appid);
  return (
    <Answer query={query} loading={320}>
      {(rows) => (rows.length ? <List rows={rows} /> : <Empty title={words.noTemplates}>{words.noTemplatesWhy}</Empty>)}
    </Answer>
  );
}

function List({ rows }: { rows: Sum[] }) {
  const words = useWords(WORDS);
  const counted = (value: number, row: Sum) => (row.kind === "message" ? <span className="second">–</span> : value);
  const columns: TableColumnsType<Sum> = [
    {
      title: words.template,
      key: "title",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          {row.title || <span className="mono small">{row.template}</span>}
          <Chip tone="quiet">{words.templateKinds[row.kind] ?? row.kind}</Chip>
        </span>
      ),
    },
    { title: words.people, key: "people", align: "right", render: (_, row) => counted(row.people, row) },
    {
      title: words.left,
      key: "left",
      align: "right",
      render: (_, row) => (row.kind === "once" ? row.left : <span className="second">–</span>),
    },
    { title: words.sent30, dataIndex: "sent", key: "sent", align: "right" },
    {
      title: words.unknown,
      key: "unknown",
      align: "right",
      render: (_, row) => (row.unknown ? <Chip tone="look">{row.unknown}</Chip> : 0),
    },
  ];
  return (
    <Table
      rowKey={(row) => `${row.appid} ${row.template}`}
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 720 }}
    />
  );
}
