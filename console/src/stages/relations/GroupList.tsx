import { Table, type TableColumnsType } from "antd";
import type { Cell } from "@/lib/files";
import { type Same, useWords } from "@/lib/language";
import { exact } from "@/lib/moments";
import { Chip } from "@/ui/Chip";
import { Meter } from "@/ui/Figures";
import { When } from "@/ui/When";
import { FigureLink } from "@/widgets/FigureLink";
import { useDefined } from "@/widgets/useDefined";
import { inGroup } from "./behind";
import type { Group } from "./relations.api";
import { WORDS } from "./relations.copy";

/** This will write groups for a spreadsheet, moments as they are shown. */
export function table(groups: Group[], words: Same<typeof WORDS.zh>, more: { tags: string }): Cell[][] {
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
      more.tags,
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
      one.tags.join("、"),
    ]),
  ];
}

interface GroupListProps {
  rows: Group[];
  onOpen: (group: Group, left?: boolean) => void;
  onTag: (tag: string) => void;
}

/** Groups: how full each is, whose, what we call it, who came and went today. */
export function GroupList({ rows, onOpen, onTag }: GroupListProps) {
  const words = useWords(WORDS);
  const { open, sheet } = useDefined();
  const named = (row: Group): string => row.name || words.unnamedGroup;
  const columns: TableColumnsType<Group> = [
    {
      title: words.group,
      key: "name",
      render: (_, row) => (
        <span className="row groups-name">
          <button type="button" className="opens" onClick={() => onOpen(row)}>
            {row.name || words.unnamedGroup}
          </button>
          {row.dismissed_at && <Chip tone="quiet">{words.dismissed}</Chip>}
          {row.tags.map((tag) => (
            <button key={tag} type="button" className="groups-tag" onClick={() => onTag(tag)}>
              {tag}
            </button>
          ))}
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
