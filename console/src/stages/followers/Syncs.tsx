import { SyncOutlined } from "@ant-design/icons";
import { Button, Dropdown, Table, type TableColumnsType } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { compare, FOLLOWERS, type Sync, useAccounts, useSyncs } from "./followers.api";
import { WORDS } from "./followers.copy";

const TONES = { running: "plain", done: "good", failed: "bad" } as const;
const CHANNELS = ["wechat_mp", "miniprogram"];

/** What was compared with WeChat, and what that repaired. */
export function Syncs() {
  const words = useWords(WORDS);
  const query = useSyncs();
  return (
    <>
      <div className="followers-find row between">
        <span className="second">{words.noRunsWhy}</span>
        <Compare />
      </div>
      <Answer query={query} loading={320}>
        {(runs) => (runs.length ? <List runs={runs} /> : <Empty title={words.noRuns}>{words.noRunsWhy}</Empty>)}
      </Answer>
    </>
  );
}

function Compare() {
  const words = useWords(WORDS);
  const allowed = useMay()("system.manage");
  const accounts = (useAccounts(allowed).data ?? []).filter((one) => CHANNELS.includes(one.channel) && !one.paused);
  const act = useAct({ act: compare, stale: [FOLLOWERS], done: words.begun });
  const [first] = accounts;
  if (!allowed || !first) return null;
  const button = (
    <Button
      icon={<SyncOutlined />}
      loading={act.isPending}
      onClick={accounts.length === 1 ? () => act.mutate(first.name) : undefined}
    >
      {words.compare}
    </Button>
  );
  if (accounts.length === 1) return button;
  const items = accounts.map((one) => ({ key: one.name, label: one.title || one.name }));
  return <Dropdown menu={{ items, onClick: ({ key }) => act.mutate(key) }}>{button}</Dropdown>;
}

function List({ runs }: { runs: Sync[] }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Sync> = [
    { title: words.started, key: "at", render: (_, row) => <When at={row.started_at} /> },
    { title: words.account, dataIndex: "appid", key: "appid", className: "mono" },
    {
      title: words.state,
      key: "state",
      render: (_, row) => (
        <Chip tone={TONES[row.state as keyof typeof TONES]} title={row.problem}>
          {words.runStates[row.state] ?? row.state}
        </Chip>
      ),
    },
    {
      title: words.read,
      key: "read",
      render: (_, row) => words.readOf(row.counts.followers ?? 0, row.counts.templates ?? 0),
    },
    {
      title: words.repaired,
      key: "repaired",
      render: (_, row) => repaired(row, words.repairs) || <span className="second">{words.nothing}</span>,
    },
  ];
  return <Table rowKey="id" columns={columns} dataSource={runs} pagination={false} scroll={{ x: 820 }} />;
}

function repaired(run: Sync, names: Record<string, string>): string {
  if (run.problem) return run.problem;
  return Object.entries(run.repaired)
    .map(([kind, count]) => `${names[kind] ?? kind} ${count}`)
    .join(" · ");
}
