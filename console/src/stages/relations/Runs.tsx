import { SyncOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Dropdown, Table, type TableColumnsType } from "antd";
import { useEffect, useRef } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { compare, RELATIONS, type Run, useConnectors, useRuns } from "./relations.api";
import { WORDS } from "./relations.copy";
import { Withheld } from "./Withheld";

const TONES = { running: "plain", done: "good", failed: "bad" } as const;

/** What was compared with the platform, and what that repaired. */
export function Runs() {
  const words = useWords(WORDS);
  const query = useRuns();
  useReadAgain(query.data?.[0]);
  return (
    <>
      <div className="relations-find row between">
        <span className="second">{words.noRunsWhy}</span>
        <Compare />
      </div>
      <Answer query={query} loading={320}>
        {(runs) =>
          runs.length ? (
            <>
              <Withheld runs={runs} />
              <List runs={runs} />
            </>
          ) : (
            <Empty title={words.noRuns}>{words.noRunsWhy}</Empty>
          )
        }
      </Answer>
    </>
  );
}

/** Once a comparison ends, everything that stands on this screen may be different. */
function useReadAgain(newest: Run | undefined) {
  const client = useQueryClient();
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (before.current === "running" && newest?.state !== "running")
      void client.invalidateQueries({ queryKey: RELATIONS });
    before.current = newest?.state;
  }, [client, newest?.state]);
}

function Compare() {
  const words = useWords(WORDS);
  const allowed = useMay()("system.manage");
  const accounts = (useConnectors(allowed).data ?? []).filter((one) => one.channel === "wecom" && !one.paused);
  const act = useAct({ act: compare, stale: [RELATIONS], done: words.begun });
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

function List({ runs }: { runs: Run[] }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const columns: TableColumnsType<Run> = [
    { title: words.started, key: "at", render: (_, row) => <When at={row.started_at} /> },
    {
      title: words.tabs.runs,
      key: "state",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          <Chip tone={TONES[row.state as keyof typeof TONES]} title={row.problem}>
            {words.states[row.state] ?? row.state}
          </Chip>
          {row.withheld > 0 && (
            <Chip tone="look" title={words.withheldWhy}>
              {words.withheld(count(row.withheld, chosen))}
            </Chip>
          )}
          {row.state !== "done" && (
            <span className="second">
              {words.steps[row.step]} · {words.progress(row.staff_done, row.staff)}
            </span>
          )}
        </span>
      ),
    },
    { title: words.read, key: "read", render: (_, row) => told(row.counts, words.counts) || "–" },
    {
      title: words.repaired,
      key: "repaired",
      render: (_, row) =>
        told(row.repaired, words.repairs) ||
        (row.state === "done" && !row.withheld && <span className="second">{words.nothing}</span>),
    },
  ];
  return (
    <Table
      rowKey="id"
      columns={columns}
      dataSource={runs}
      pagination={false}
      scroll={{ x: 820 }}
      expandable={{
        rowExpandable: (row) => Object.keys(row.examples).length > 0 || Boolean(row.problem),
        expandedRowRender: (row) => <Examples run={row} />,
      }}
    />
  );
}

function Examples({ run }: { run: Run }) {
  const words = useWords(WORDS);
  return (
    <ul className="lines">
      {run.problem && <li>{run.problem}</li>}
      {Object.entries(run.examples).map(([kind, shown]) => (
        <li key={kind}>
          <b>{words.repairs[kind] ?? kind}</b> <span className="mono small">{shown.join("　")}</span>
        </li>
      ))}
    </ul>
  );
}

function told(counts: Record<string, number>, names: Record<string, string>): string {
  return Object.entries(counts)
    .filter(([, count]) => count)
    .map(([kind, count]) => `${names[kind] ?? kind} ${count}`)
    .join(" · ");
}
