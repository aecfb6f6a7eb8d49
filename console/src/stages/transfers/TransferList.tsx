import { Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { AGAIN, counted, OPEN, type Transfer } from "./transfers.api";
import { WORDS } from "./transfers.copy";

/** Transfers, the newest first, and how far each is. */
export function TransferList({ transfers, onOpen }: { transfers: Transfer[]; onOpen: (id: number) => void }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Transfer> = [
    {
      title: words.giver,
      key: "giver",
      render: (_, row) => (
        <span className="row" style={{ gap: 6 }}>
          <button type="button" className="opens" onClick={() => onOpen(row.id)}>
            {row.giver_name}
          </button>
          <Chip tone="quiet">{row.resigned ? words.resigned : words.inService}</Chip>
        </span>
      ),
    },
    { title: words.to, key: "to", render: (_, row) => row.takers.map((one) => one.name).join("、") },
    { title: words.progress, key: "progress", render: (_, row) => <Progress transfer={row} /> },
    {
      title: words.started,
      key: "started",
      render: (_, row) => (
        <>
          <When at={row.started_at} /> <span className="second">{words.by(row.started_name)}</span>
        </>
      ),
    },
  ];
  if (!transfers.length) return <Empty title={words.none}>{words.noneWhy}</Empty>;
  return <Table rowKey="id" columns={columns} dataSource={transfers} pagination={false} scroll={{ x: 820 }} />;
}

/** Done, under way, and what came to nothing, as one bar with its counts. */
export function Progress({ transfer }: { transfer: Pick<Transfer, "counts" | "problem"> }) {
  const words = useWords(WORDS);
  const done = counted(transfer.counts, ["done"]);
  const open = counted(transfer.counts, OPEN);
  const failed = counted(transfer.counts, AGAIN);
  const all = done + open + failed;
  return (
    <div className="transfers-progress">
      <div className="transfers-bar" role="img" aria-label={words.ofAll(done, all)}>
        <i className="done" style={{ flexGrow: done }} />
        <i className="failed" style={{ flexGrow: failed }} />
        <i style={{ flexGrow: open }} />
      </div>
      <span className="row" style={{ gap: 6 }}>
        <span>{words.ofAll(done, all)}</span>
        {failed > 0 && (
          <Chip tone="bad">
            {words.unsettled} {failed}
          </Chip>
        )}
        {transfer.problem && (
          <Chip tone="look" title={transfer.problem}>
            {words.problem}
          </Chip>
        )}
      </span>
    </div>
  );
}
