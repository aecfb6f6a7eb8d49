import { PlusOutlined } from "@ant-design/icons";
import { Button, Table, type TableColumnsType } from "antd";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Rate } from "@/ui/Rate";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useUrl } from "@/widgets/useUrl";
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
  const may = useMay();
  const [{ send, making }, go] = useUrl<{ send: number; making: boolean }>();
  const query = useSends();
  const rows = query.data?.pages.flatMap((page) => page.sends) ?? [];
  const add = may("sends.manage") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go({ making: true })}>
      {composing.add}
    </Button>
  );
  return (
    <Page title={words.title} answer={words.answer} tools={rows.length > 0 && add}>
      <Card flush>
        <Answer query={query} loading={420}>
          {() =>
            rows.length ? (
              <List rows={rows} onOpen={(one) => go({ send: one.id })} />
            ) : (
              <Empty title={words.empty} action={add}>
                {words.emptyWhy}
              </Empty>
            )
          }
        </Answer>
        {query.hasNextPage && (
          <div className="more">
            <Button onClick={() => void query.fetchNextPage()}>{words.more}</Button>
          </div>
        )}
      </Card>
      {send && <SendDrawer id={Number(send)} onClose={() => go({ send: undefined })} />}
      {making && may("sends.manage") && (
        <SendForm onClose={() => go({ making: undefined })} onMade={(id) => go({ making: undefined, send: id })} />
      )}
    </Page>
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
        <div className="sends-name">
          <button type="button" className="sends-open" onClick={() => onOpen(row)}>
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
