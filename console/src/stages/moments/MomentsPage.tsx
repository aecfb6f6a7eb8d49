import { PlusOutlined } from "@ant-design/icons";
import { Button, Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Rate } from "@/ui/Rate";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useUrl } from "@/widgets/useUrl";
import { COMPOSING } from "./compose.copy";
import { MomentDrawer } from "./MomentDrawer";
import { MomentForm } from "./MomentForm";
import { type Moment, useMoments } from "./moments.api";
import { WORDS } from "./moments.copy";
import { StateChip } from "./StateChip";
import "./moments.css";

/** What the brand wrote: do staff publish it, who could see it, and does anybody like it? */
export function MomentsPage() {
  const words = useWords(WORDS);
  const composing = useWords(COMPOSING);
  const may = useMay();
  const [{ moment, making }, go] = useUrl<{ moment: number; making: boolean }>();
  const query = useMoments();
  const rows = query.data?.pages.flatMap((page) => page.moments) ?? [];
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
              <List rows={rows} onOpen={(one) => go({ moment: one.id })} />
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
      {moment && <MomentDrawer id={Number(moment)} onClose={() => go({ moment: undefined })} />}
      {making && may("sends.manage") && (
        <MomentForm onClose={() => go({ making: undefined })} onMade={(id) => go({ making: undefined, moment: id })} />
      )}
    </Page>
  );
}

function List({ rows, onOpen }: { rows: Moment[]; onOpen: (one: Moment) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const figure = (value: number) => count(value, chosen);
  const columns: TableColumnsType<Moment> = [
    {
      title: words.name,
      key: "name",
      render: (_, row) => (
        <div className="moments-name">
          <button type="button" className="moments-open" onClick={() => onOpen(row)}>
            {row.plan.name}
          </button>
          <span className="second small ellipsis">{row.plan.text}</span>
        </div>
      ),
    },
    { title: words.stateOf, key: "state", render: (_, row) => <StateChip state={row.state} /> },
    {
      title: <Head how={words.publishedWhy}>{words.published}</Head>,
      key: "published",
      width: 190,
      render: (_, { counts }) => (
        <Rate value={counts.published_rate} counts={words.ofStaff(figure(counts.published), figure(counts.asked))} />
      ),
    },
    {
      title: <Head how={words.reachWhy}>{words.reach}</Head>,
      key: "reach",
      width: 190,
      render: (_, { counts }) => (
        <Rate value={counts.reach} counts={words.ofPeople(figure(counts.shown), figure(counts.chosen))} />
      ),
    },
    {
      title: <Head how={words.engagementWhy}>{words.engagement}</Head>,
      key: "engagement",
      width: 190,
      render: (_, { counts }) => (
        <Rate value={counts.engagement} counts={words.acts(figure(counts.likes), figure(counts.comments))} />
      ),
    },
    { title: words.started, key: "started", align: "right", render: (_, row) => <When at={row.started_at} /> },
  ];
  return <Table rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 980 }} />;
}

function Head({ how, children }: { how: string; children: ReactNode }) {
  return (
    <>
      {children} <Info>{how}</Info>
    </>
  );
}
