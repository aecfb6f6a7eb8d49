import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Info } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { ActivityPair } from "./ActivityPair";
import { Who } from "./ActivityTable";
import { OF_GROUPS, type OfGroups, written } from "./activity";
import type { Activity, Member } from "./activity.api";
import { ACTIVITY } from "./activity.copy";

/** Owner by owner: their groups, as we count them and as WeCom does; who wrote there only WeCom knows. */
export function ActivityGroups({ found }: { found: Activity }) {
  const words = useWords(ACTIVITY);
  const chosen = language.use();
  const owners = found.staff.filter((one) => one.groups_theirs.groups || one.groups_ours.groups);
  if (!owners.length) return <Empty title={words.noGroups}>{words.noGroupsWhy}</Empty>;
  const said = (measure: OfGroups, value: number | null) => written(measure, value, (whole) => count(whole, chosen));
  const figure = (measure: OfGroups): TableColumnsType<Member>[number] => ({
    title: heading(words.groupMeasures[measure], words.groupHows[measure]),
    key: measure,
    align: "right",
    sorter: (a, b) => (a.groups_theirs[measure] ?? -1) - (b.groups_theirs[measure] ?? -1),
    render: (_, row) => (
      <ActivityPair
        theirs={said(measure, row.groups_theirs[measure])}
        ours={said(measure, row.groups_ours[measure])}
        differs={row.differs[measure]}
        why={words.groupWhy}
      />
    ),
  });
  const theirs = (
    part: "said" | "messages" | "talked",
    title: string,
    how?: string,
  ): TableColumnsType<Member>[number] => ({
    title: how ? heading(title, how) : title,
    key: part,
    align: "right",
    sorter: (a, b) => (a.groups_theirs[part] ?? -1) - (b.groups_theirs[part] ?? -1),
    render: (_, row) => said("members", row.groups_theirs[part]),
  });
  const columns: TableColumnsType<Member> = [
    { title: words.owner, key: "staff", fixed: "left", render: (_, row) => <Who member={row} /> },
    ...OF_GROUPS.map(figure),
    theirs("said", words.said, words.saidHow),
    theirs("messages", words.ever),
    theirs("talked", words.talkers, words.talkersHow),
  ];
  return (
    <Table
      rowKey={(row) => `${row.corp} ${row.staff}`}
      columns={columns}
      dataSource={owners}
      pagination={owners.length > 50 && { pageSize: 50, showSizeChanger: false }}
      scroll={{ x: 980 }}
      footer={() => <span className="second small">{words.legend}</span>}
    />
  );
}

function heading(title: string, how: string) {
  return (
    <>
      {title}
      <Info>{how}</Info>
    </>
  );
}
