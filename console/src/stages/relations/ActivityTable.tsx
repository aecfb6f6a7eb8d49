import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Chip } from "@/ui/Chip";
import { Info } from "@/ui/Figures";
import { ActivityPair } from "./ActivityPair";
import { MEASURES, type Measure, ours, written } from "./activity";
import type { Activity, Member } from "./activity.api";
import { ACTIVITY } from "./activity.copy";

/** Staff by staff: ours above, WeCom's in gray below. */
export function ActivityTable({ found, onStaff }: { found: Activity; onStaff: (staff: string) => void }) {
  const words = useWords(ACTIVITY);
  const chosen = language.use();
  const said = (measure: Measure, value: number | null) => {
    const text = written(measure, value, (whole) => count(whole, chosen));
    return measure === "first_reply" ? words.minutes(text) : text;
  };
  const figure = (measure: Measure): TableColumnsType<Member>[number] => ({
    title: (
      <>
        {words.measures[measure]}
        <Info>{words.hows[measure]}</Info>
      </>
    ),
    key: measure,
    align: "right",
    sorter: (a, b) => (a.theirs[measure] ?? -1) - (b.theirs[measure] ?? -1),
    render: (_, row) => (
      <ActivityPair
        theirs={said(measure, row.theirs[measure])}
        ours={ours(measure, found.hears_chats) ? said(measure, row.ours[measure]) : null}
        differs={row.differs[measure]}
        why={words.why[measure]}
      />
    ),
  });
  const columns: TableColumnsType<Member> = [
    { title: words.employee, key: "staff", fixed: "left", render: (_, row) => <Who member={row} onStaff={onStaff} /> },
    ...MEASURES.map(figure),
    {
      title: (
        <>
          {words.told}
          <Info>{words.toldHow}</Info>
        </>
      ),
      key: "days",
      align: "right",
      render: (_, row) => <span className="second">{words.toldOf(row.days, row.corrected)}</span>,
    },
  ];
  return (
    <Table
      rowKey={(row) => `${row.corp} ${row.staff}`}
      columns={columns}
      dataSource={found.staff}
      pagination={found.staff.length > 50 && { pageSize: 50, showSizeChanger: false }}
      scroll={{ x: 1040 }}
      footer={() => <span className="second small">{words.legend}</span>}
    />
  );
}

export function Who({ member, onStaff }: { member: Member; onStaff?: (staff: string) => void }) {
  const words = useWords(ACTIVITY);
  const name = member.name || member.staff;
  return (
    <span className="row" style={{ gap: 6 }} title={member.staff}>
      {onStaff ? (
        <button type="button" className="opens" onClick={() => onStaff(member.staff)}>
          {name}
        </button>
      ) : (
        name
      )}
      {member.left_at && <Chip tone="look">{words.left}</Chip>}
      {member.refused && (
        <Chip tone="look" title={words.refusedWhy(member.refused)}>
          {words.refused}
        </Chip>
      )}
    </span>
  );
}
