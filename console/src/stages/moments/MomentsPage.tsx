import { Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Info } from "@/ui/Figures";
import { Rate } from "@/ui/Rate";
import { When } from "@/ui/When";
import { PlansPage } from "@/widgets/PlansPage";
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
  return (
    <PlansPage
      words={words}
      add={composing.add}
      kind="moment"
      query={useMoments()}
      rowsOf={(page) => page.moments}
      list={(rows, open) => <List rows={rows} onOpen={open} />}
      sheet={(id, close) => <MomentDrawer id={id} onClose={close} />}
      form={(close, made) => <MomentForm onClose={close} onMade={made} />}
    />
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
        <div className="moments-name over">
          <button type="button" className="opens" onClick={() => onOpen(row)}>
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
