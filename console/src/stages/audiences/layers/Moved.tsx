import { Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { full, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Info } from "@/ui/Figures";
import type { Flow, Trend } from "./layers.api";
import { WORDS } from "./layers.copy";

type Row = Flow["moved"][number];
type Rate = Row["deepening"];

/** Of each level: who stayed, went deeper, fell or left, and how long people stay. */
export function Moved({
  flow,
  trend,
  name,
}: {
  flow: Flow;
  trend: Trend | undefined;
  name: (level: string) => string;
}) {
  const words = useWords(WORDS);
  // a life-cycle is no ladder: from new to active nobody fell
  const ladder = flow.rules.layering !== "life_cycle";
  const rate = (title: string, key: "deepening" | "falling" | "churning") => ({
    title,
    key,
    align: "right" as const,
    render: (_: unknown, row: Row) => <Share rate={row[key]} />,
  });
  const columns: TableColumnsType<Row> = [
    { title: words.level, key: "level", render: (_, row) => name(row.level) },
    { title: words.was, key: "was", align: "right", render: (_, row) => <Count value={row.people} /> },
    { title: words.stay, key: "stay", align: "right", render: (_, row) => <Count value={row.stayed} /> },
    ...(ladder ? [rate(words.deeper, "deepening"), rate(words.fall, "falling"), rate(words.churn, "churning")] : []),
    { title: words.entered, key: "entered", align: "right", render: (_, row) => <Count value={row.entered} /> },
    {
      title: words.net,
      key: "net",
      align: "right",
      render: (_, row) => (row.net > 0 ? `+${full(row.net)}` : row.net < 0 ? `−${full(-row.net)}` : "0"),
    },
    {
      title: (
        <>
          {words.days}
          <Info>{words.daysHow}</Info>
        </>
      ),
      key: "days",
      align: "right",
      render: (_, row) => {
        const days = trend?.levels.find((level) => level.name === row.level)?.median_days;
        return typeof days === "number" ? words.daysOf(days) : <span className="second">{words.notYet}</span>;
      },
    },
  ];
  return (
    <Card flush title={words.moved}>
      <Table rowKey="level" columns={columns} dataSource={flow.moved} pagination={false} scroll={{ x: 820 }} />
    </Card>
  );
}

function Share({ rate }: { rate: Rate }) {
  return (
    <span className="row tight" style={{ justifyContent: "flex-end" }}>
      <Count value={rate.numerator} />
      <span className="small second">{percent(rate.value)}</span>
    </span>
  );
}
