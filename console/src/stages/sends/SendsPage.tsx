import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Count, Info } from "@/ui/Figures";
import { Rate } from "@/ui/Rate";
import { When } from "@/ui/When";
import { PlansPage } from "@/widgets/PlansPage";
import { COMPOSING } from "./compose.copy";
import { peopleOf } from "./funnel";
import { SendDrawer } from "./SendDrawer";
import { SendForm } from "./SendForm";
import { StateChip } from "./StateChip";
import { type Send, useSends } from "./sends.api";
import { WORDS } from "./sends.copy";
import "./sends.css";

/** What was said to whom: have staff confirmed it, and did it reach anybody? */
export function SendsPage() {
  const words = useWords(WORDS);
  const composing = useWords(COMPOSING);
  return (
    <PlansPage
      words={words}
      add={composing.add}
      kind="send"
      query={useSends()}
      rowsOf={(page) => page.sends}
      list={(rows, open) => <List rows={rows} onOpen={open} />}
      sheet={(id, close) => <SendDrawer id={id} onClose={close} />}
      form={(close, made) => <SendForm onClose={close} onMade={made} />}
    />
  );
}

function List({ rows, onOpen }: { rows: Send[]; onOpen: (one: Send) => void }) {
  const words = useWords(WORDS);
  const composing = useWords(COMPOSING);
  const chosen = language.use();
  const columns: TableColumnsType<Send> = [
    {
      title: composing.name,
      key: "name",
      render: (_, row) => (
        <div className="over">
          <button type="button" className="opens" onClick={() => onOpen(row)}>
            {row.plan.name}
          </button>
          <span className="second small">{composing.kinds[row.plan.kind ?? "customers"]}</span>
        </div>
      ),
    },
    { title: words.stateOf, key: "state", render: (_, row) => <StateChip state={row.state} /> },
    {
      title: words.planned,
      key: "planned",
      align: "right",
      render: (_, row) => <Count value={row.counts.people} />,
    },
    {
      title: (
        <>
          {words.execution} <Info>{words.executionWhy}</Info>
        </>
      ),
      key: "execution",
      width: 200,
      render: (_, row) => (
        <Rate
          value={row.counts.execution_rate}
          counts={words.confirmedOf(row.counts.confirmed_senders, row.counts.asked_senders)}
        />
      ),
    },
    {
      title: (
        <>
          {words.delivery} <Info>{words.deliveryWhy}</Info>
        </>
      ),
      key: "delivery",
      width: 200,
      render: (_, row) => (
        <Rate
          value={row.counts.delivery_rate}
          counts={words.reachedOf(
            count(peopleOf(row.counts.outcomes, "sent"), chosen),
            count(row.counts.asked, chosen),
          )}
        />
      ),
    },
    {
      title: words.started,
      key: "started",
      align: "right",
      render: (_, row) => <When at={row.started_at} />,
    },
  ];
  return <Table rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 900 }} />;
}
