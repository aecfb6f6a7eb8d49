import { Table, type TableColumnsType } from "antd";
import type { Shapes } from "@/api/client";
import { language, useWords } from "@/lib/language";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { traitName } from "@/widgets/names";
import { useOrigins } from "@/widgets/origins";
import { useSaid } from "@/widgets/useSaid";
import type { Person } from "./people.api";
import { WORDS } from "./person.copy";

type Row = Shapes["TraitOut"] & { name: string };

/** What was said about a person, by whom and when. */
export function Traits({ person }: { person: Person }) {
  const words = useWords(WORDS).traits;
  const chosen = language.use();
  const origins = useOrigins();
  const say = useSaid();
  const rows: Row[] = Object.entries(person.traits).map(([name, trait]) => ({ ...trait, name }));
  if (!rows.length) return <Empty title={words.none}>{words.noneWhy}</Empty>;
  const columns: TableColumnsType<Row> = [
    { title: words.name, key: "name", render: (_, row) => traitName(row.name, chosen) },
    { title: words.value, key: "value", render: (_, row) => <b>{say(row.name, row.value)}</b> },
    {
      title: words.from,
      key: "from",
      render: (_, row) => origins(row.import_id ? `import:${row.import_id}` : `source:${row.source}`),
    },
    { title: words.since, key: "since", align: "right", render: (_, row) => <When at={row.occurred_at} /> },
  ];
  return <Table rowKey="name" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 480 }} />;
}
