import { Link } from "@tanstack/react-router";
import { Segmented, Select, Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { More } from "@/widgets/More";
import { wayName } from "@/widgets/ways";
import { type Loss, type Lost, type Pool, useLosses } from "./relations.api";
import { WORDS } from "./relations.copy";

interface LossesProps {
  days: number;
  turn: Lost | undefined;
  staff: string;
  pools: Pool[];
  onChange: (change: { turn?: Lost; staff?: string }) => void;
}

const KINDS: Lost[] = ["deleted_by_customer", "deleted_by_staff", "transferred_away"];

/** Who went, from whom, and why: three facts that are never summed up. */
export function Losses({ days, turn, staff, pools, onChange }: LossesProps) {
  const words = useWords(WORDS);
  const query = useLosses(days, turn, staff);
  const rows = query.data?.pages.flatMap((page) => page.losses) ?? [];
  return (
    <>
      <div className="relations-find row">
        <Segmented
          value={turn ?? "all"}
          onChange={(chosen) => onChange({ turn: chosen === "all" ? undefined : (chosen as Lost) })}
          options={[
            { value: "all", label: words.all },
            ...KINDS.map((value) => ({ value, label: words.lost[value] ?? value })),
          ]}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={staff || undefined}
          placeholder={words.staff}
          aria-label={words.staff}
          style={{ minWidth: 160 }}
          onChange={(chosen?: string) => onChange({ staff: chosen ?? "" })}
          options={pools.map((one) => ({ value: one.staff, label: one.name || one.staff }))}
        />
      </div>
      <Answer query={query} loading={320}>
        {() => (rows.length ? <List rows={rows} /> : <Empty title={words.noLosses}>{words.noLossesWhy}</Empty>)}
      </Answer>
      <More query={query} />
    </>
  );
}

function List({ rows }: { rows: Loss[] }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const columns: TableColumnsType<Loss> = [
    { title: words.when, key: "at", render: (_, row) => <When at={row.at} /> },
    {
      title: words.customer,
      key: "customer",
      render: (_, row) => {
        const name = row.name || words.unnamed;
        return row.person ? (
          <Link to="/people/$person" params={{ person: row.person }}>
            {name}
          </Link>
        ) : (
          name
        );
      },
    },
    { title: words.staff, dataIndex: "staff_name", key: "staff" },
    {
      title: words.why,
      key: "why",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          <Chip tone={row.turn === "transferred_away" ? "quiet" : "bad"}>{words.lost[row.turn] ?? row.turn}</Chip>
          {row.supposed && (
            <Chip tone="look" title={words.supposedWhy}>
              {words.supposed}
            </Chip>
          )}
        </span>
      ),
    },
    { title: words.since, key: "since", render: (_, row) => <When at={row.added_at} /> },
    { title: words.way, key: "way", render: (_, row) => wayName(row.way, chosen) },
  ];
  return <Table rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 820 }} />;
}
