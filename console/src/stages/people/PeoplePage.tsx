import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Table, type TableColumnsType } from "antd";
import { useDeferredValue, useState } from "react";
import { api, given } from "@/api/client";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Empty, RefusedState } from "@/ui/State";
import { When } from "@/ui/When";
import { Channel } from "@/widgets/Channel";
import { useUnits } from "@/widgets/units";
import { useUrl } from "@/widgets/useUrl";
import { WORDS } from "./copy";
import { type Summary, usePeople } from "./people.api";

/** Who is here? */
export function PeoplePage() {
  const words = useWords(WORDS);
  const [url, set] = useUrl<{ q: string }>();
  const [text, setText] = useState(String(url.q ?? ""));
  const q = useDeferredValue(text.trim());
  const people = usePeople(q);
  const rows = people.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <Page
      title={words.title}
      answer={<Counted />}
      tools={
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
      }
    >
      <Card flush>
        {people.error ? (
          <Refused error={people.error} again={() => void people.refetch()} />
        ) : !people.isPending && !rows.length ? (
          <Nobody searched={q} clear={() => setText("")} />
        ) : (
          <List rows={rows} loading={people.isPending} />
        )}
        {people.hasNextPage && (
          <div className="more">
            <Button onClick={() => void people.fetchNextPage()} loading={people.isFetchingNextPage}>
              {words.more}
            </Button>
          </div>
        )}
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

function List({ rows, loading }: { rows: Summary[]; loading: boolean }) {
  const navigate = useNavigate();
  return (
    <Table<Summary>
      rowKey="person"
      columns={useColumns()}
      dataSource={rows}
      loading={loading}
      pagination={false}
      scroll={{ x: 860 }}
      rowClassName="clickable"
      onRow={(row) => ({ onClick: () => void navigate({ to: "/people/$person", params: { person: row.person } }) })}
    />
  );
}

function useColumns(): TableColumnsType<Summary> {
  const words = useWords(WORDS);
  const units = useUnits();
  return [
    {
      title: words.name,
      key: "name",
      render: (_, row) => (
        <div>
          <Link to="/people/$person" params={{ person: row.person }} onClick={(event) => event.stopPropagation()}>
            {row.display || (row.identified ? words.unnamed : words.visitor)}
          </Link>
          <div className="mono second">{row.person}</div>
        </div>
      ),
    },
    {
      title: words.state,
      key: "state",
      render: (_, row) => (
        <div className="row tight">
          <Chip tone={row.identified ? "plain" : "quiet"}>{row.identified ? words.identified : words.anonymous}</Chip>
          {row.reachable && <Chip tone="good">{words.reachable}</Chip>}
        </div>
      ),
    },
    {
      title: words.channels,
      key: "channels",
      render: (_, row) => (
        <div className="row tight">
          {row.channels.map((name) => (
            <Channel key={name} name={name} />
          ))}
        </div>
      ),
    },
    {
      title: words.units,
      key: "units",
      render: (_, row) => row.units.map((id) => units.get(id) ?? id).join("、"),
    },
    {
      title: words.tags,
      key: "tags",
      render: (_, row) => (
        <div className="row tight">
          {row.tags.slice(0, 3).map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
          {row.tags.length > 3 && <span className="second small">+{row.tags.length - 3}</span>}
        </div>
      ),
    },
    { title: words.since, key: "since", align: "right", render: (_, row) => <When at={row.since} /> },
  ];
}
