import { PlusOutlined } from "@ant-design/icons";
import { Button, Input, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Count } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Channel } from "@/widgets/Channel";
import { useUrl } from "@/widgets/useUrl";
import { LinkDrawer } from "./LinkDrawer";
import { LinkForm } from "./LinkForm";
import { standingOf } from "./links";
import { type Listed, useLinks } from "./links.api";
import { WORDS } from "./links.copy";
import "./touchpoints.css";

/** Which codes are out there, do they still work, and what do they bring? */
export function LinksPage() {
  const words = useWords(WORDS);
  const may = useMay();
  const [{ q = "", code }, go] = useUrl<{ q: string; code: string }>();
  const [adding, setAdding] = useState(false);
  const query = useLinks(q);
  const rows = query.data?.pages.flatMap((page) => page.links) ?? [];
  const add = may("touchpoints.manage") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  const shown = rows.find((one) => one.code === code);
  return (
    <Page title={words.title} answer={words.answer} tools={add}>
      <Card flush>
        <div className="links-find">
          <Input.Search
            allowClear
            defaultValue={q}
            placeholder={words.find}
            aria-label={words.find}
            onSearch={(value) => go({ q: value.trim() })}
          />
        </div>
        <Answer query={query} loading={420}>
          {() =>
            rows.length ? (
              <List rows={rows} onOpen={(one) => go({ code: one.code })} />
            ) : (
              <Empty title={q ? words.nothing : words.empty} action={q ? null : add}>
                {q ? words.nothingWhy : words.emptyWhy}
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
      {adding && <LinkForm onClose={() => setAdding(false)} onMade={(made) => go({ code: made.code, q: "" })} />}
      {shown && <LinkDrawer link={shown} onClose={() => go({ code: undefined })} />}
    </Page>
  );
}

function List({ rows, onOpen }: { rows: Listed[]; onOpen: (link: Listed) => void }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Listed> = [
    {
      title: words.name,
      key: "name",
      render: (_, row) => (
        <div className="link-name">
          <button type="button" className="link-open" onClick={() => onOpen(row)}>
            {row.name}
          </button>
          <span className="second">/s/{row.code}</span>
        </div>
      ),
    },
    { title: words.channel, key: "channel", render: (_, row) => row.channel && <Channel name={row.channel} /> },
    { title: words.campaign, dataIndex: "campaign", key: "campaign", responsive: ["lg"] },
    { title: words.state, key: "state", render: (_, row) => <State link={row} /> },
    { title: words.clicks, key: "sent", align: "right", render: (_, row) => <Count value={row.sent} /> },
    { title: words.robots, key: "robots", align: "right", render: (_, row) => <Count value={row.robots} /> },
    {
      title: words.last,
      key: "last",
      align: "right",
      render: (_, row) => (row.last_at ? <When at={row.last_at} /> : "–"),
    },
  ];
  return <Table rowKey="code" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 820 }} />;
}

function State({ link }: { link: Listed }) {
  const words = useWords(WORDS);
  const standing = standingOf(link, new Date());
  return (
    <>
      <Chip tone={standing === "open" ? "good" : "look"}>{words.states[standing]}</Chip>
      {link.has_password && <Chip tone="quiet">{words.locked}</Chip>}
    </>
  );
}
