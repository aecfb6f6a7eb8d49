import { Button, Table, type TableColumnsType } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Count, Info } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Go } from "@/widgets/Go";
import type { Giver } from "./transfers.api";
import { WORDS } from "./transfers.copy";

/** Staff and what they have, those who left first. */
export function Givers({ givers, onHand }: { givers: Giver[]; onHand: (giver: Giver) => void }) {
  const words = useWords(WORDS);
  const allowed = useMay()("touchpoints.manage");
  const figure = (part: "friends" | "groups" | "waiting" | "on_the_way", title: React.ReactNode) => ({
    title,
    key: part,
    align: "right" as const,
    sorter: (a: Giver, b: Giver) => a[part] - b[part],
    render: (_: unknown, row: Giver) => (row[part] ? <Count value={row[part]} /> : <span className="second">0</span>),
  });
  const columns: TableColumnsType<Giver> = [
    {
      title: words.staff,
      key: "staff",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }} title={row.staff}>
          {row.name}
          {row.left_at ? (
            <span className="row" style={{ gap: 6 }}>
              <Chip tone="look">{words.left}</Chip>
              <span className="second">
                <When at={row.left_at} />
              </span>
            </span>
          ) : (
            !row.follows && <Chip tone="quiet">{words.noRight}</Chip>
          )}
        </span>
      ),
    },
    figure("friends", words.friends),
    figure("groups", words.groups),
    figure(
      "waiting",
      <>
        {words.waiting} <Info>{words.waitingWhy}</Info>
      </>,
    ),
    figure("on_the_way", words.onTheWay),
    {
      key: "act",
      align: "right",
      render: (_, row) =>
        allowed && (
          <Button size="small" disabled={!row.friends && !row.groups && !row.waiting} onClick={() => onHand(row)}>
            {words.hand}
          </Button>
        ),
    },
  ];
  if (!givers.length)
    return (
      <Empty title={words.nobody} action={<Go to="/connectors">{words.connect}</Go>}>
        {words.nobodyWhy}
      </Empty>
    );
  return (
    <Table
      rowKey={(row) => `${row.corp} ${row.staff}`}
      columns={columns}
      dataSource={givers}
      pagination={givers.length > 50 && { pageSize: 50, showSizeChanger: false }}
      scroll={{ x: 760 }}
    />
  );
}
