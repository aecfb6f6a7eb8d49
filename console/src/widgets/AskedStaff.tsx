import { BellOutlined } from "@ant-design/icons";
import type { QueryKey, UseQueryResult } from "@tanstack/react-query";
import { Button, Table, type TableColumnsType } from "antd";
import { useMay } from "@/api/session";
import { Answer } from "./Answer";
import { useUnits } from "./units";
import { useAct } from "./useAct";

interface Asked {
  staff: string;
  staff_name: string;
  unit?: string | null;
  reminded: number;
}

interface AskedStaffProps<Row, Answered> {
  words: {
    staff: string;
    remind: string;
    remindAll: (staff: number) => string;
    remindedTimes: (times: number) => string;
  };
  query: UseQueryResult<Row[]>;
  rowKey: string;
  columns: TableColumnsType<Row>;
  /** Whether anybody may be reminded now, and who has not done it yet. */
  going: boolean;
  waits: (row: Row) => boolean;
  /** Remind these; all who wait where nobody is named. */
  remind: (staff: string[]) => Promise<Answered>;
  reminded: (answer: Answered) => string;
  stale: QueryKey;
}

/** Staff who were asked, and what came of it at each: whoever has not done it can be reminded, one or all. */
export function AskedStaff<Row extends Asked, Answered>(props: AskedStaffProps<Row, Answered>) {
  const { words, query, rowKey, columns, waits, reminded, stale } = props;
  const units = useUnits();
  const going = useMay()("sends.manage") && props.going;
  const remind = useAct({ act: props.remind, stale: [stale], done: reminded });
  const waiting = new Set((query.data ?? []).filter(waits).map((one) => one.staff));
  const all: TableColumnsType<Row> = [
    {
      title: words.staff,
      key: "staff",
      render: (_, row) => (
        <div className="over">
          <span title={row.staff}>{row.staff_name}</span>
          {row.unit && <span className="second">{units.get(row.unit) ?? row.unit}</span>}
        </div>
      ),
    },
    ...columns,
    {
      key: "remind",
      align: "right",
      render: (_, row) =>
        going && waits(row) ? (
          <span className="asked-remind">
            <span className="second small">{words.remindedTimes(row.reminded)}</span>
            <Button size="small" disabled={remind.isPending} onClick={() => remind.mutate([row.staff])}>
              {words.remind}
            </Button>
          </span>
        ) : null,
    },
  ];
  return (
    <Answer query={query} loading={240}>
      {(rows) => (
        <div className="stack">
          {going && waiting.size > 1 && (
            <div>
              <Button icon={<BellOutlined />} loading={remind.isPending} onClick={() => remind.mutate([])}>
                {words.remindAll(waiting.size)}
              </Button>
            </div>
          )}
          <Table
            rowKey={rowKey}
            columns={all}
            dataSource={rows}
            pagination={rows.length > 50 && { pageSize: 50, showSizeChanger: false }}
          />
        </div>
      )}
    </Answer>
  );
}
