import { Button, Popconfirm, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import { Handed } from "@/widgets/Handed";
import { permissionName } from "@/widgets/names";
import { useUnits } from "@/widgets/units";
import { useAct } from "@/widgets/useAct";
import { act, TOKENS, type Token, useTokens } from "./access.api";
import { TokenDrawer } from "./TokenDrawer";
import { TokenForm } from "./TokenForm";
import { WORDS } from "./tokens.copy";
import "./access.css";

/** Which programs may reach our data, and what may each do? */
export function TokensPage() {
  const words = useWords(WORDS);
  const query = useTokens();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const rows = query.data ?? [];
  const add = (
    <Button type="primary" onClick={() => setMaking(true)}>
      {words.add}
    </Button>
  );
  return (
    <Page
      title={words.title}
      answer={query.data ? words.answer(rows.length, rows.filter((one) => !one.last_used_at).length) : " "}
      tools={rows.length > 0 && add}
    >
      <Card flush>
        <Answer query={query} loading={300}>
          {(tokens) =>
            tokens.length ? (
              <List tokens={tokens} />
            ) : (
              <Empty title={words.empty} action={add}>
                {words.emptyWhy}
              </Empty>
            )
          }
        </Answer>
      </Card>
      {making && <TokenForm onClose={() => setMaking(false)} onMade={setSecret} />}
      {secret && (
        <Handed
          title={words.made}
          why={words.once}
          done={words.kept}
          lines={[
            [words.token, secret],
            [words.use, `curl -H "Authorization: Bearer ${secret}" ${location.origin}/api/people/count`],
          ]}
          onClose={() => setSecret(null)}
        />
      )}
    </Page>
  );
}

function List({ tokens }: { tokens: Token[] }) {
  const [shown, setShown] = useState<Token | null>(null);
  const columns = useColumns(setShown);
  return (
    <>
      <Table<Token> rowKey="id" columns={columns} dataSource={tokens} pagination={false} scroll={{ x: 900 }} />
      {shown && <TokenDrawer token={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function useColumns(onOpen: (token: Token) => void): TableColumnsType<Token> {
  const words = useWords(WORDS);
  const chosen = language.use();
  const units = useUnits();
  const actors = useActors();
  const revoke = useAct({ act: (id: number) => act.revoke(id), stale: [TOKENS], done: words.revoked });
  return [
    {
      title: words.name,
      key: "name",
      render: (_, one) => (
        <div>
          <button type="button" className="opens" onClick={() => onOpen(one)}>
            {one.name}
          </button>
          <div className="mono second">{one.hint}…</div>
        </div>
      ),
    },
    {
      title: words.permissions,
      key: "permissions",
      render: (_, one) => (
        <div className="row tight">
          {one.permissions.map((name) => (
            <Chip key={name} tone="quiet" title={name}>
              {permissionName(name, chosen)}
            </Chip>
          ))}
        </div>
      ),
    },
    {
      title: words.units,
      key: "units",
      render: (_, one) => one.units?.map((code) => units.get(code) ?? code).join("、") ?? words.all,
    },
    {
      title: words.by,
      key: "by",
      render: (_, one) => actors(one.staff_id === null ? "local" : `staff:${one.staff_id}`, chosen),
    },
    {
      title: words.used,
      key: "used",
      align: "right",
      render: (_, one) =>
        one.last_used_at ? <When at={one.last_used_at} /> : <span className="second">{words.unused}</span>,
    },
    {
      title: words.expires,
      key: "expires",
      align: "right",
      render: (_, one) => (one.expires_at ? <When at={one.expires_at} /> : words.never),
    },
    {
      title: "",
      key: "revoke",
      align: "right",
      render: (_, one) => (
        <Popconfirm
          title={words.revoke}
          description={<div className="narrow">{words.revokeWhy}</div>}
          okText={words.revoke}
          onConfirm={() => revoke.mutate(one.id)}
        >
          <Button size="small" danger>
            {words.revoke}
          </Button>
        </Popconfirm>
      ),
    },
  ];
}
