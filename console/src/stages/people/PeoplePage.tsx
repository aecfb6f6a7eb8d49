import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Table } from "antd";
import { useDeferredValue, useState } from "react";
import { api, given } from "@/api/client";
import { explained } from "@/api/refusals";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty, RefusedState, Skeleton } from "@/ui/State";
import { More } from "@/widgets/More";
import { useUrl } from "@/widgets/useUrl";
import { Bulk } from "./Bulk";
import { WORDS } from "./copy";
import { type Summary, usePeople } from "./people.api";
import { usePeopleColumns } from "./usePeopleColumns";
import { ColumnChoice, Views } from "./Views";
import { columnsIn } from "./viewing";
import "./people.css";

/** Who is here? */
export function PeoplePage() {
  const words = useWords(WORDS);
  const [url, set] = useUrl<{ q: string; cols: string }>();
  const [text, setText] = useState(String(url.q ?? ""));
  const q = useDeferredValue(text.trim());
  const people = usePeople(q);
  const rows = people.data?.pages.flatMap((page) => page.people) ?? [];
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <Page
      title={words.title}
      answer={<Counted />}
      tools={
        <>
          <Input
            allowClear
            prefix={<SearchOutlined />}
            placeholder={words.find}
            aria-label={words.find}
            style={{ width: 320, maxWidth: "80vw" }}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={() => set({ q })}
            onPressEnter={() => set({ q })}
          />
          <Views
            onView={(view) => {
              setText(view.q);
              set({ q: view.q, cols: view.cols || undefined });
            }}
          />
          <ColumnChoice />
        </>
      }
    >
      <Bulk chosen={chosen} onNone={() => setChosen([])} />
      <Card flush>
        {people.error ? (
          <Refused error={people.error} again={() => void people.refetch()} />
        ) : people.isPending ? (
          <Skeleton height={420} />
        ) : !rows.length ? (
          <Nobody searched={q} clear={() => setText("")} />
        ) : (
          <List rows={rows} chosen={chosen} onChoose={setChosen} />
        )}
        <More query={people}>{words.more}</More>
      </Card>
    </Page>
  );
}

function Counted() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { data } = useQuery({ queryKey: ["people", "count"], queryFn: () => given(api.GET("/api/people/count")) });
  if (!data) return <span>&nbsp;</span>;
  return <>{words.answer(count(data.people, chosen), count(data.identified, chosen), count(data.reachable, chosen))}</>;
}

function Refused({ error, again }: { error: unknown; again: () => void }) {
  return <RefusedState title={explained(error, language.use())} onAgain={again} />;
}

function Nobody({ searched, clear }: { searched: string; clear: () => void }) {
  const words = useWords(WORDS);
  if (!searched)
    return (
      <Empty title={words.empty} action={<Link to="/sources">{words.connect}</Link>}>
        {words.emptyWhy}
      </Empty>
    );
  return (
    <Empty title={words.nobody} action={<Button onClick={clear}>{words.clear}</Button>}>
      {words.nobodyWhy}
    </Empty>
  );
}

interface ListProps {
  rows: Summary[];
  chosen: string[];
  onChoose: (people: string[]) => void;
}

function List({ rows, chosen, onChoose }: ListProps) {
  const navigate = useNavigate();
  const may = useMay();
  const [url] = useUrl<{ cols: string }>();
  const shown = new Set<string>(["name", ...columnsIn(url.cols)]);
  const columns = usePeopleColumns().filter((column) => shown.has(String(column.key)));
  return (
    <Table<Summary>
      rowKey="person"
      columns={columns}
      dataSource={rows}
      rowSelection={
        may("people.change") || may("people.export")
          ? { selectedRowKeys: chosen, onChange: (keys) => onChoose(keys.map(String)), columnWidth: 48 }
          : undefined
      }
      pagination={false}
      scroll={{ x: 860 }}
      rowClassName="clickable"
      onRow={(row) => ({ onClick: () => void navigate({ to: "/people/$person", params: { person: row.person } }) })}
    />
  );
}
