import { Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Count, Info } from "@/ui/Figures";
import { Answer } from "@/widgets/Answer";
import { leftToday, type Shift, stretches } from "./codes";
import { type ListedCode, type Placed, useCounts } from "./codes.api";
import { WORDS } from "./codes.copy";
import { useNames } from "./StaffNames";

type Brought = { staff_id: string; today: number; adds: number; over: number; may_exceed_by: number };

/** Who stands behind a code, when, up to how many, and what each was brought. */
export function CodeDuty({ code }: { code: ListedCode }) {
  const words = useWords(WORDS);
  const nameOf = useNames();
  const placed = new Map(code.plan.staff.map((one) => [one.staff_id, one]));
  const columns: TableColumnsType<Brought> = [
    {
      title: words.staffId,
      key: "staff",
      render: (_, row) => (
        <span className="code-alarms">
          {nameOf(row.staff_id)}
          {placed.get(row.staff_id)?.backup && <Chip tone="quiet">{words.backup}</Chip>}
        </span>
      ),
    },
    { title: words.shift, key: "shift", render: (_, row) => <Shifts placed={placed.get(row.staff_id)} /> },
    {
      title: words.capShort,
      key: "cap",
      align: "right",
      render: (_, row) => placed.get(row.staff_id)?.daily_cap ?? words.noCap,
    },
    {
      title: words.leftToday,
      key: "left",
      align: "right",
      render: (_, row) => {
        const left = leftToday(placed.get(row.staff_id)?.daily_cap, row.today);
        return left === null ? words.noCap : <Count value={left} />;
      },
    },
    { title: words.today, key: "today", align: "right", render: (_, row) => <Count value={row.today} /> },
    { title: words.adds, key: "adds", align: "right", render: (_, row) => <Count value={row.adds} /> },
    {
      title: (
        <>
          {words.mayExceed} <Info>{words.mayExceedWhy}</Info>
        </>
      ),
      key: "over",
      align: "right",
      render: (_, row) => (
        <>
          <Count value={row.may_exceed_by} />
          {row.over > 0 && (
            <Chip tone="look">
              {words.over} {row.over}
            </Chip>
          )}
        </>
      ),
    },
  ];
  return (
    <Answer query={useCounts(code.slug)} loading={180}>
      {(counts) => (
        <Table
          rowKey="staff_id"
          size="small"
          columns={columns}
          dataSource={counts.staff}
          pagination={false}
          scroll={{ x: 640 }}
        />
      )}
    </Answer>
  );
}

function Shifts({ placed }: { placed?: Placed }) {
  const words = useWords(WORDS);
  const shifts = placed?.shifts ?? [];
  if (shifts.length === 0) return <span className="second">24 h</span>;
  return shifts.map((one) => <div key={`${one.starts} ${one.weekdays}`}>{said(one, words.days, words.overnight)}</div>);
}

function said(shift: Shift, days: Record<number, string>, overnight: string): string {
  const when = stretches(shift.weekdays).map(([from, to]) => {
    const [first, last] = [days[from], days[to]];
    return from === to ? first : `${first}–${last}`;
  });
  return `${when.join("、")} ${shift.starts}–${shift.ends <= shift.starts ? overnight : ""}${shift.ends}`;
}
