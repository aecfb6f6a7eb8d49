import { Select, Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Go } from "@/widgets/Go";
import { More } from "@/widgets/More";
import type { Place } from "./FollowersPage";
import { type Follower, type Reach, type Scene, type Standing, useFollowers } from "./followers.api";
import { WORDS } from "./followers.copy";
import { Reached } from "./Reached";

interface ListProps {
  url: Partial<Place>;
  scenes: Scene[];
  onChange: (change: Partial<Place>) => void;
}

const STANDINGS: Standing[] = ["following", "unfollowed", "none"];
const REACHES: Reach[] = ["subscription", "window"];

/** Followers, those whose standing changed last first. */
export function FollowersList({ url, scenes, onChange }: ListProps) {
  const words = useWords(WORDS);
  const { appid = "", scene = "", standing, reach } = url;
  const query = useFollowers({ appid, scene, standing, reach });
  const rows = query.data?.pages.flatMap((page) => page.followers) ?? [];
  const filtered = Boolean(scene || standing || reach);
  return (
    <>
      <div className="followers-find row">
        <Pick
          any={words.anyStanding}
          value={standing}
          options={STANDINGS.map((value) => ({ value, label: words.standings[value] ?? value }))}
          onChange={(chosen) => onChange({ standing: chosen as Standing | undefined })}
        />
        <Pick
          any={words.anyScene}
          value={scene || undefined}
          options={scenes.map((one) => ({ value: one.source, label: one.source }))}
          onChange={(chosen) => onChange({ scene: chosen })}
        />
        <Pick
          any={words.anyReach}
          value={reach}
          options={REACHES.map((value) => ({ value, label: words.reaches[value] ?? value }))}
          onChange={(chosen) => onChange({ reach: chosen as Reach | undefined })}
        />
      </div>
      <Answer query={query} loading={320}>
        {() =>
          rows.length ? (
            <List rows={rows} onOpen={(one) => onChange({ fan: one.id })} />
          ) : (
            <Empty
              title={filtered ? words.nobody : words.empty}
              action={filtered ? null : <Go to="/connectors">{words.connect}</Go>}
            >
              {filtered ? words.nobodyWhy : words.emptyWhy}
            </Empty>
          )
        }
      </Answer>
      <More query={query} />
    </>
  );
}

interface PickProps {
  any: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (chosen: string | undefined) => void;
}

function Pick({ any, value, options, onChange }: PickProps) {
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      value={value}
      placeholder={any}
      aria-label={any}
      style={{ minWidth: 160 }}
      onChange={(chosen?: string) => onChange(chosen)}
      options={options}
    />
  );
}

function List({ rows, onOpen }: { rows: Follower[]; onOpen: (one: Follower) => void }) {
  const words = useWords(WORDS);
  const several = new Set(rows.map((one) => one.appid)).size > 1;
  const columns: TableColumnsType<Follower> = [
    {
      title: words.follower,
      key: "openid",
      render: (_, row) => (
        <button type="button" className="opens mono" onClick={() => onOpen(row)}>
          {short(row.openid)}
        </button>
      ),
    },
    {
      title: words.standing,
      key: "standing",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          <Stands follower={row} />
          {row.supposed && (
            <Chip tone="look" title={words.supposedWhy}>
              {words.supposed}
            </Chip>
          )}
        </span>
      ),
    },
    {
      title: words.source,
      key: "source",
      render: (_, row) => (row.source ? row.source : <span className="second">{words.noScene}</span>),
    },
    ...(several ? [{ title: words.account, dataIndex: "account", key: "account" }] : []),
    { title: words.reach, key: "reach", render: (_, row) => <Reached follower={row} /> },
    { title: words.since, key: "since", align: "right", render: (_, row) => <When at={row.since} /> },
  ];
  return <Table rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 820 }} />;
}

export function Stands({ follower }: { follower: Follower }) {
  const words = useWords(WORDS);
  if (follower.channel === "miniprogram") return <Chip tone="quiet">{words.mini}</Chip>;
  const tone = follower.standing === "following" ? "good" : "quiet";
  return <Chip tone={tone}>{words.standings[follower.standing] ?? follower.standing}</Chip>;
}

/** An openid is 28 letters: its ends tell people apart. */
export function short(openid: string): string {
  return openid.length > 14 ? `${openid.slice(0, 6)}…${openid.slice(-6)}` : openid;
}
