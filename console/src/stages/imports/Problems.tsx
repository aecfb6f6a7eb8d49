import { Button, Table, type TableColumnsType, Tooltip } from "antd";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { type Import, problemsOf } from "./imports.api";
import { RESULT } from "./result.copy";

type Problem = Import["problems"][number];

/** The rows that did not come in, or should be looked at: where, in which column, and why. */
export function Problems({ one }: { one: Import }) {
  const words = useWords(RESULT);
  const chosen = language.use();
  const many = Object.values(one.reasons).reduce((sum, reason) => sum + reason, 0);
  const columns = useColumns(new Set(one.problems.map((row) => row.file)).size > 1);
  if (!many) return null;
  return (
    <Card
      flush
      title={words.problems(count(many, chosen))}
      extra={
        <Tooltip title={words.downloadWhy}>
          <Button href={problemsOf(one.id)} download>
            {words.download}
          </Button>
        </Tooltip>
      }
    >
      {many > one.problems.length && (
        <p className="second small" style={{ padding: "0 20px" }}>
          {words.first(one.problems.length)}
        </p>
      )}
      <Table<Problem>
        rowKey={(row) => `${row.file}/${row.row}/${row.column}/${row.code}`}
        columns={columns}
        dataSource={one.problems}
        pagination={false}
        scroll={{ x: 720 }}
        size="small"
      />
    </Card>
  );
}

function useColumns(several: boolean): TableColumnsType<Problem> {
  const words = useWords(RESULT);
  const chosen = language.use();
  return [
    ...(several ? [{ title: "", key: "file", render: (_: unknown, row: Problem) => row.file }] : []),
    { title: words.row, key: "row", width: 90, render: (_, row) => row.row },
    { title: words.column, key: "column", render: (_, row) => row.column || words.wholeRow },
    { title: words.reason, key: "reason", render: (_, row) => said(row.message, chosen) },
    {
      title: "",
      key: "imported",
      align: "right",
      render: (_, row) => (
        <Chip tone={row.imported ? "look" : "bad"}>{row.imported ? words.look : words.notImported}</Chip>
      ),
    },
  ];
}

/** Reasons come as `中文 · English`. */
function said(message: string, chosen: "zh" | "en"): string {
  const [zh = message, en = zh] = message.split(" · ");
  return chosen === "zh" ? zh : en;
}
