import { PlusOutlined } from "@ant-design/icons";
import { Button, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { CopyButton } from "@/ui/Code";
import { Count } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { platformName } from "@/widgets/names";
import { useUrl } from "@/widgets/useUrl";
import { ConnectorDrawer } from "./ConnectorDrawer";
import { ConnectorForm } from "./ConnectorForm";
import { needing } from "./connectors";
import { type Connector, type NewConnector, useConnectors } from "./connectors.api";
import { WORDS } from "./connectors.copy";
import { PlatformForm } from "./PlatformForm";
import { isPlatform, WORDS as PLATFORM_WORDS } from "./platforms.copy";
import { State } from "./State";
import { ToEnter } from "./ToEnter";
import "./connectors.css";

/** Which of our accounts are connected, and does each work? */
export function ConnectorsPage() {
  const words = useWords(WORDS);
  const platforms = useWords(PLATFORM_WORDS);
  const query = useConnectors();
  const [{ name }, go] = useUrl<{ name: string }>();
  const [adding, setAdding] = useState<"wecom" | "platform" | null>(null);
  const [made, setMade] = useState<NewConnector | null>(null);
  const rows = query.data ?? [];
  const shown = rows.find((one) => one.name === name);
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding("wecom")}>
      {words.add}
    </Button>
  );
  const tools = (
    <>
      <Button onClick={() => setAdding("platform")}>{platforms.connect}</Button>
      {add}
    </>
  );
  return (
    <Page
      title={words.title}
      answer={query.data ? words.answer(rows.length, needing(rows, new Date())) : " "}
      tools={rows.length > 0 && tools}
    >
      <Card flush>
        <Answer query={query} loading={320}>
          {(connectors) =>
            connectors.length ? (
              <List rows={connectors} onOpen={(one) => go({ name: one.name })} />
            ) : (
              <Empty title={words.empty} action={<div className="row">{tools}</div>}>
                {words.emptyWhy}
              </Empty>
            )
          }
        </Answer>
      </Card>
      {adding === "wecom" && <ConnectorForm onClose={() => setAdding(null)} onMade={setMade} />}
      {adding === "platform" && <PlatformForm onClose={() => setAdding(null)} onMade={setMade} />}
      {made && (
        <ToEnter
          made={made}
          onClose={() => {
            setMade(null);
            go({ name: made.name });
          }}
        />
      )}
      {shown && !made && (
        <ConnectorDrawer
          key={shown.name}
          connector={shown}
          onClose={() => go({ name: undefined })}
          onRotated={setMade}
        />
      )}
    </Page>
  );
}

function List({ rows, onOpen }: { rows: Connector[]; onOpen: (one: Connector) => void }) {
  const words = useWords(WORDS);
  const platforms = useWords(PLATFORM_WORDS);
  const chosen = language.use();
  const columns: TableColumnsType<Connector> = [
    {
      title: words.name,
      key: "name",
      render: (_, row) => (
        <div className="over">
          <button type="button" className="opens name" onClick={() => onOpen(row)}>
            {row.title}
          </button>
          <span className="second">
            {isPlatform(row.channel) ? `${platformName(row.channel, chosen)} · ` : ""}
            {row.corp_id}
            {row.agent_id ? ` · ${row.agent_id}` : ""}
          </span>
        </div>
      ),
    },
    {
      title: words.state,
      key: "state",
      render: (_, row) => (
        <div className="row nowrap" style={{ gap: 6 }}>
          <State connector={row} />
          {row.unverified && (
            <Chip tone="look" title={platforms.unverifiedWhy[row.channel] ?? row.unverified}>
              {platforms.unverified}
            </Chip>
          )}
        </div>
      ),
    },
    {
      title: words.callback,
      key: "callback",
      render: (_, row) => (
        <div className="row nowrap">
          <code className="connector-callback" title={row.callback}>
            {row.callback}
          </code>
          <CopyButton text={row.callback} />
        </div>
      ),
    },
    { title: words.heard, key: "heard", align: "right", render: (_, row) => <When at={row.heard_at} /> },
    { title: words.asked, key: "asked", align: "right", render: (_, row) => <When at={row.asked_at} /> },
    { title: words.waiting, key: "waiting", align: "right", render: (_, row) => <Count value={row.waiting} /> },
    { title: words.stuck, key: "stuck", align: "right", render: (_, row) => <Count value={row.stuck} /> },
  ];
  return <Table rowKey="name" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 980 }} />;
}
