import { Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Count, Info } from "@/ui/Figures";
import { FigureLink } from "@/widgets/FigureLink";
import { useUnits } from "@/widgets/units";
import type { Opened } from "@/widgets/useDefined";
import { behind } from "./behind";
import type { Pool } from "./relations.api";
import { WORDS } from "./relations.copy";

interface PoolsProps {
  pools: Pool[];
  days: number;
  onOpen: (opened: Opened) => void;
  onLosses: (staff: string) => void;
}

/** Staff, the largest pool first; figures open their people, losses lead to whom and why. */
export function Pools({ pools, days, onOpen, onLosses }: PoolsProps) {
  const words = useWords(WORDS);
  const units = useUnits();
  const figure = (part: "friends" | "half" | "added" | "transferred_to" | "transferred_away", title: string) => ({
    title,
    key: part,
    align: "right" as const,
    sorter: (a: Pool, b: Pool) => a[part] - b[part],
    render: (_: unknown, row: Pool) =>
      row[part] && part !== "transferred_to" ? (
        <FigureLink
          label={`${row.name || row.staff} · ${title}`}
          onOpen={() =>
            onOpen({
              title: `${row.name || row.staff} · ${words.people[part]}`,
              definition: behind(part, days, [row.corp], row.staff),
            })
          }
        >
          <Count value={row[part]} />
        </FigureLink>
      ) : (
        <Count value={row[part]} />
      ),
  });
  const lost = (part: "deleted_by_customer" | "deleted_by_staff", title: string) => ({
    title,
    key: part,
    align: "right" as const,
    sorter: (a: Pool, b: Pool) => a[part] - b[part],
    render: (_: unknown, row: Pool) =>
      row[part] ? (
        <button type="button" className="opens" onClick={() => onLosses(row.staff)}>
          <Count value={row[part]} />
        </button>
      ) : (
        <span className="second">0</span>
      ),
  });
  const columns: TableColumnsType<Pool> = [
    {
      title: words.staff,
      key: "staff",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }} title={row.staff}>
          {row.name || row.staff}
          {row.left_at && (
            <Chip tone="look" title={words.leftWhy}>
              {words.left}
            </Chip>
          )}
        </span>
      ),
    },
    {
      title: words.unit,
      key: "unit",
      render: (_, row) => (row.unit ? (units.get(row.unit) ?? row.unit) : <span className="second">{words.none}</span>),
    },
    figure("friends", words.friends),
    {
      ...figure("half", words.half),
      title: (
        <>
          {words.half} <Info>{words.halfWhy}</Info>
        </>
      ),
    },
    figure("added", words.added),
    lost("deleted_by_customer", words.byCustomer),
    lost("deleted_by_staff", words.byStaff),
    figure("transferred_away", words.away),
    figure("transferred_to", words.taken),
  ];
  return (
    <Table
      rowKey={(row) => `${row.corp} ${row.staff}`}
      columns={columns}
      dataSource={pools}
      pagination={pools.length > 50 && { pageSize: 50, showSizeChanger: false }}
      scroll={{ x: 980 }}
    />
  );
}
