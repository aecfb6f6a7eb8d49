import { Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Count, Info } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { WORDS } from "./sops.copy";
import type { Sop } from "./work.api";

/** SOPs, those that run first, and how they are kept. */
export function SopList({ sops, onOpen }: { sops: Sop[]; onOpen: (sop: number) => void }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Sop> = [
    {
      title: words.name,
      key: "name",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          <button type="button" className="opens" onClick={() => onOpen(row.id)}>
            {row.plan.name}
          </button>
          <Chip tone={row.state === "running" ? "good" : "quiet"}>{words.runs[row.state]}</Chip>
        </span>
      ),
    },
    { title: words.begin, key: "begin", render: (_, row) => words.begins[row.plan.begin] },
    { title: words.steps, key: "steps", align: "right", render: (_, row) => row.plan.steps.length },
    { title: words.followed, key: "running", align: "right", render: (_, row) => <Count value={row.running} /> },
    { title: words.finished, key: "finished", align: "right", render: (_, row) => <Count value={row.finished} /> },
    { title: words.ended, key: "ended", align: "right", render: (_, row) => <Count value={row.ended} /> },
    {
      title: (
        <>
          {words.rate} <Info>{words.rateWhy}</Info>
        </>
      ),
      key: "rate",
      align: "right",
      render: (_, row) => <Kept of={row} />,
    },
    {
      title: words.changed,
      key: "changed",
      render: (_, row) => (
        <>
          <When at={row.changed_at} /> <span className="second">{row.changed_name}</span>
        </>
      ),
    },
  ];
  if (!sops.length) return <Empty title={words.noSops}>{words.noSopsWhy}</Empty>;
  return <Table rowKey="id" columns={columns} dataSource={sops} pagination={false} scroll={{ x: 860 }} />;
}

interface KeptProps {
  of: { done: number; done_late: number; overdue: number; missed: number };
}

/** How many of those that fell due were done on time. */
export function Kept({ of }: KeptProps) {
  const whole = of.done + of.done_late + of.overdue + of.missed;
  if (!whole) return <span className="second">–</span>;
  return (
    <>
      {((100 * of.done) / whole).toFixed(1)}% <span className="second">{`${of.done}/${whole}`}</span>
    </>
  );
}
