import { Link } from "@tanstack/react-router";
import { Button, Drawer, Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { More } from "@/widgets/More";
import { Progress } from "./TransferList";
import { AGAIN, counted, type Item, type ItemState, OPEN, type Transfer, useItems } from "./transfers.api";
import { WORDS } from "./transfers.copy";

interface DrawerProps {
  transfer: Transfer;
  onClose: () => void;
  onAgain: () => void;
}

const PARTS: Record<string, ItemState[]> = { all: [], open: OPEN, done: ["done"], unsettled: AGAIN };

/** One transfer: how far each taker's part is, and every customer by name with what came of them. */
export function TransferDrawer({ transfer, onClose, onAgain }: DrawerProps) {
  const words = useWords(WORDS);
  const allowed = useMay()("touchpoints.manage");
  const failed = counted(transfer.counts, AGAIN);
  const [part, setPart] = useState(failed ? "unsettled" : "all");
  const query = useItems(transfer.id, PARTS[part] ?? []);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const count = (name: string) =>
    name === "all"
      ? counted(transfer.counts, Object.keys(transfer.counts) as ItemState[])
      : counted(transfer.counts, PARTS[name] ?? []);
  const labels: Record<string, string> = {
    all: words.all,
    open: words.open,
    done: words.states.done ?? "",
    unsettled: words.unsettled,
  };
  return (
    <Drawer
      open
      size={720}
      title={`${transfer.giver_name} → ${transfer.takers.map((one) => one.name).join("、")}`}
      onClose={onClose}
      footer={
        allowed && failed > 0 && transfer.finished_at ? (
          <Button type="primary" onClick={onAgain}>
            {words.again(failed)}
          </Button>
        ) : undefined
      }
    >
      <div className="stack">
        <ul className="lines">
          {transfer.takers.map((one) => (
            <li key={one.staff} className="transfers-taker">
              <b>{one.name}</b>
              <Progress transfer={{ counts: one.counts, problem: "" }} />
            </li>
          ))}
        </ul>
        {transfer.problem && <Chip tone="look">{`${words.problem}：${transfer.problem}`}</Chip>}
        <Segmented
          value={part}
          onChange={setPart}
          options={Object.keys(PARTS).map((value) => ({ value, label: `${labels[value]} ${count(value)}` }))}
        />
        <Answer query={query} loading={320}>
          {() => (rows.length ? <Items rows={rows} /> : <Empty title={words.noItems} />)}
        </Answer>
        <More query={query} />
      </div>
    </Drawer>
  );
}

function tone(state: ItemState): Tone {
  if (state === "done") return "good";
  return AGAIN.includes(state) ? "bad" : "plain";
}

function Items({ rows }: { rows: Item[] }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Item> = [
    {
      title: words.customer,
      key: "name",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }} title={row.thing}>
          {row.person ? (
            <Link to="/people/$person" params={{ person: row.person }}>
              {row.name || words.unnamed}
            </Link>
          ) : (
            row.name || words.unnamed
          )}
          {row.what === "group" && <Chip tone="quiet">{words.group}</Chip>}
          {row.known && <Chip tone="quiet">{words.wasFriend}</Chip>}
        </span>
      ),
    },
    { title: words.to, key: "to", render: (_, row) => row.taker_name || "–" },
    {
      title: words.state,
      key: "state",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          <Chip tone={tone(row.state)}>{words.states[row.state] ?? row.state}</Chip>
          {row.code > 0 && (
            <span className="second">
              {row.reason} · {row.code}
            </span>
          )}
        </span>
      ),
    },
    {
      title: words.takenAt,
      key: "at",
      render: (_, row) => <When at={AGAIN.includes(row.state) ? null : row.taken_at} />,
    },
  ];
  return <Table rowKey="id" size="small" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 560 }} />;
}
