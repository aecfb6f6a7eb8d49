import { Checkbox, Input, Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Meter } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Go } from "@/widgets/Go";
import { More } from "@/widgets/More";
import { useUrl } from "@/widgets/useUrl";
import { GroupDrawer } from "./GroupDrawer";
import { type Group, useGroups } from "./relations.api";
import { WORDS } from "./relations.copy";
import "./relations.css";

/** How large is each group, whose is it, and who came and went today? */
export function GroupsPage() {
  const words = useWords(WORDS);
  const [{ q = "", dismissed = false, group }, go] = useUrl<{ q: string; dismissed: boolean; group: string }>();
  const query = useGroups(q, Boolean(dismissed));
  const rows = query.data?.pages.flatMap((page) => page.groups) ?? [];
  const shown = rows.find((one) => one.id === group);
  return (
    <Page title={words.groupsTitle} answer={words.groupsAnswer}>
      <Card flush>
        <div className="relations-find row">
          <Input.Search
            allowClear
            defaultValue={q}
            placeholder={words.find}
            aria-label={words.find}
            style={{ maxWidth: 320 }}
            onSearch={(value) => go({ q: value.trim() })}
          />
          <Checkbox
            checked={Boolean(dismissed)}
            onChange={(event) => go({ dismissed: event.target.checked || undefined })}
          >
            {words.withDismissed}
          </Checkbox>
        </div>
        <Answer query={query} loading={420}>
          {() =>
            rows.length ? (
              <List rows={rows} onOpen={(one) => go({ group: one.id })} />
            ) : (
              <Empty
                title={q ? words.nothingFound : words.noGroups}
                action={q ? null : <Go to="/connectors">{words.connect}</Go>}
              >
                {q ? words.nothingFoundWhy : words.noGroupsWhy}
              </Empty>
            )
          }
        </Answer>
        <More query={query} />
      </Card>
      {shown && <GroupDrawer group={shown} onClose={() => go({ group: undefined })} />}
    </Page>
  );
}

function List({ rows, onOpen }: { rows: Group[]; onOpen: (group: Group) => void }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Group> = [
    {
      title: words.group,
      key: "name",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          <button type="button" className="opens" onClick={() => onOpen(row)}>
            {row.name || words.unnamedGroup}
          </button>
          {row.dismissed_at && <Chip tone="quiet">{words.dismissed}</Chip>}
        </span>
      ),
    },
    { title: words.owner, dataIndex: "owner_name", key: "owner" },
    {
      title: words.size,
      key: "size",
      width: 180,
      render: (_, row) => (
        <div className="relations-size">
          <span>{words.sizeOf(row.members, row.capacity)}</span>
          <Meter share={row.members / row.capacity} label={words.sizeOf(row.members, row.capacity)} />
        </div>
      ),
    },
    {
      title: words.today,
      key: "today",
      render: (_, row) => (
        <span className="row" style={{ gap: 10 }}>
          <span className={row.joined_today ? "" : "second"}>
            {words.joined} {row.joined_today}
          </span>
          <span className={row.left_today ? "" : "second"}>
            {words.quit} {row.left_today}
          </span>
        </span>
      ),
    },
    { title: words.opened, key: "opened", align: "right", render: (_, row) => <When at={row.opened_at} /> },
  ];
  return <Table rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 820 }} />;
}
