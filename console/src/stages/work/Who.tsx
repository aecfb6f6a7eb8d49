import { Button, Table, type TableColumnsType } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Count, Info } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { TASKS } from "@/widgets/tasks";
import { useAct } from "@/widgets/useAct";
import { act, type Counts } from "./work.api";
import { WORDS } from "./work.copy";

interface WhoProps {
  counts: Counts[];
  onOpen: (one: Counts, show: string) => void;
}

type Figure = "open" | "due_today" | "overdue" | "done" | "done_late" | "missed";

/** Each staff member: what waits, and what came of what fell due; the most overdue first. */
export function Who({ counts, onOpen }: WhoProps) {
  const words = useWords(WORDS);
  const allowed = useMay()("people.change");
  const figure = (part: Figure, show: string, why?: string) => ({
    title: why ? (
      <>
        {words.figures[part]} <Info>{why}</Info>
      </>
    ) : (
      words.figures[part]
    ),
    key: part,
    align: "right" as const,
    sorter: (a: Counts, b: Counts) => a[part] - b[part],
    render: (_: unknown, row: Counts) =>
      row[part] ? (
        <button
          type="button"
          className={part === "overdue" || part === "missed" ? "opens bad" : "opens"}
          onClick={() => onOpen(row, show)}
        >
          <Count value={row[part]} />
        </button>
      ) : (
        <span className="second">0</span>
      ),
  });
  const columns: TableColumnsType<Counts> = [
    {
      title: words.staff,
      key: "staff",
      render: (_, row) => (
        <button type="button" className="opens work-name" onClick={() => onOpen(row, "waiting")}>
          {row.name || row.unit}
        </button>
      ),
    },
    figure("overdue", "overdue"),
    figure("due_today", "waiting"),
    figure("open", "waiting", words.openWhy),
    figure("done", "done", words.lastDays),
    figure("done_late", "done"),
    figure("missed", "missed", words.missedWhy),
    {
      title: words.rate,
      key: "rate",
      align: "right",
      render: (_, row) => {
        const whole = row.done + row.done_late + row.missed + row.overdue;
        if (!whole) return <span className="second">–</span>;
        return (
          <span title={`${row.done} / ${whole}`}>
            {((100 * row.done) / whole).toFixed(1)}% <span className="second">{`${row.done}/${whole}`}</span>
          </span>
        );
      },
    },
  ];
  if (allowed)
    columns.push({
      title: (
        <>
          {words.remind} <Info>{words.remindWhy}</Info>
        </>
      ),
      key: "remind",
      align: "right",
      render: (_, row) => (row.staff && row.open + row.overdue > 0 ? <Remind one={row} /> : null),
    });
  if (!counts.length) return <Empty title={words.nobody}>{words.nobodyWhy}</Empty>;
  return (
    <Table
      rowKey={(row) => `${row.corp} ${row.staff} ${row.unit}`}
      columns={columns}
      dataSource={counts}
      pagination={counts.length > 50 && { pageSize: 50, showSizeChanger: false }}
      scroll={{ x: 800 }}
    />
  );
}

function Remind({ one }: { one: Counts }) {
  const words = useWords(WORDS);
  const remind = useAct({
    act: () => act.remind(one.corp, one.staff),
    stale: [TASKS],
    done: (answer) => words.reminded(one.name, answer.tasks),
  });
  return (
    <Button size="small" loading={remind.isPending} onClick={() => remind.mutate()}>
      {words.remind}
    </Button>
  );
}
