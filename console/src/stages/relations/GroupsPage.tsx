import { Checkbox, Input, Table, type TableColumnsType } from "antd";
import type { Cell } from "@/lib/files";
import { type Same, useWords } from "@/lib/language";
import { exact } from "@/lib/moments";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Meter } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Exports } from "@/widgets/Exports";
import { FigureLink } from "@/widgets/FigureLink";
import { Go } from "@/widgets/Go";
import { More } from "@/widgets/More";
import { useDefined } from "@/widgets/useDefined";
import { useUrl } from "@/widgets/useUrl";
import { inGroup } from "./behind";
import { GroupDrawer } from "./GroupDrawer";
import { everyGroup, type Group, useGroups } from "./relations.api";
import { WORDS } from "./relations.copy";
import "./relations.css";

type Place = { q: string; dismissed: boolean; group: string; out: boolean };

/** How large is each group, whose is it, and who came and went today? */
export function GroupsPage() {
  const words = useWords(WORDS);
  const [{ q = "", dismissed = false, group, out = false }, go] = useUrl<Place>();
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
          {rows.length > 0 && (
            <span className="push">
              <Exports
                name={words.groupsTitle}
                rows={async () => table(await everyGroup(q, Boolean(dismissed)), words)}
              />
            </span>
          )}
        </div>
        <Answer query={query} loading={420}>
          {() =>
            rows.length ? (
              <List rows={rows} onOpen={(one, left) => go({ group: one.id, out: left || undefined })} />
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
      {shown && (
        <GroupDrawer group={shown} left={Boolean(out)} onClose={() => go({ group: undefined, out: undefined })} />
      )}
    </Page>
  );
}

/** This will write groups for a spreadsheet, moments as they are shown. */
function table(groups: Group[], words: Same<typeof WORDS.zh>): Cell[][] {
  const at = (moment: string | null): string => (moment ? exact(moment) : "");
  return [
    [
      words.group,
      words.owner,
      words.size,
      words.capacity,
      words.customers,
      words.joinedToday,
      words.leftToday,
      words.openedAt,
      words.dismissedAt,
    ],
    ...groups.map((one) => [
      one.name || words.unnamedGroup,
      one.owner_name,
      one.members,
      one.capacity,
      one.customers,
      one.joined_today,
      one.left_today,
      at(one.opened_at),
      at(one.dismissed_at),
    ]),
  ];
}

function List({ rows, onOpen }: { rows: Group[]; onOpen: (group: Group, left?: boolean) => void }) {
  const words = useWords(WORDS);
  const { open, sheet } = useDefined();
  const named = (row: Group): string => row.name || words.unnamedGroup;
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
          <FigureLink label={`${named(row)} · ${words.size}`} onOpen={() => onOpen(row)}>
            {words.sizeOf(row.members, row.capacity)}
          </FigureLink>
          <Meter share={row.members / row.capacity} label={words.sizeOf(row.members, row.capacity)} />
        </div>
      ),
    },
    {
      title: words.customers,
      key: "customers",
      align: "right",
      render: (_, row) =>
        row.customers ? (
          <FigureLink
            label={`${named(row)} · ${words.customers}`}
            onOpen={() => open({ title: `${named(row)} · ${words.customers}`, definition: inGroup(row.corp, row.id) })}
          >
            {row.customers}
          </FigureLink>
        ) : (
          <span className="second">0</span>
        ),
    },
    {
      title: words.today,
      key: "today",
      render: (_, row) => (
        <span className="row" style={{ gap: 10 }}>
          <Today label={words.joined} of={named(row)} people={row.joined_today} onOpen={() => onOpen(row)} />
          <Today label={words.quit} of={named(row)} people={row.left_today} onOpen={() => onOpen(row, true)} />
        </span>
      ),
    },
    { title: words.opened, key: "opened", align: "right", render: (_, row) => <When at={row.opened_at} /> },
  ];
  return (
    <>
      <Table rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 820 }} />
      {sheet}
    </>
  );
}

interface TodayProps {
  label: string;
  of: string;
  people: number;
  onOpen: () => void;
}

/** Who came or went today: the members of that side, the latest first. */
function Today({ label, of, people, onOpen }: TodayProps) {
  if (!people)
    return (
      <span className="second">
        {label} {people}
      </span>
    );
  return (
    <span>
      {label}{" "}
      <FigureLink label={`${of} · ${label}`} onOpen={onOpen}>
        {people}
      </FigureLink>
    </span>
  );
}
