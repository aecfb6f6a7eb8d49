import { Button, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useMe } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useStaffList } from "@/widgets/actors";
import { Handed } from "@/widgets/Handed";
import { roleName } from "@/widgets/names";
import { useUnits } from "@/widgets/units";
import type { Member } from "./access.api";
import { MemberForm } from "./MemberForm";
import { STAFF as WORDS } from "./staff.copy";
import "./access.css";

/** Who works here, what may they do, and whose data do they see? */
export function StaffPage() {
  const words = useWords(WORDS);
  const query = useStaffList();
  const [open, setOpen] = useState<Member | "new" | null>(null);
  const [secret, setSecret] = useState<{ login: string; password: string } | null>(null);
  const rows = query.data ?? [];
  const on = rows.filter((one) => !one.disabled_at);
  const admins = on.filter((one) => one.role === "admin").length;
  return (
    <Page
      title={words.title}
      answer={query.data ? words.answer(on.length, admins, rows.length - on.length) : " "}
      tools={
        <Button type="primary" onClick={() => setOpen("new")}>
          {words.add}
        </Button>
      }
    >
      <Card flush>
        <Answer query={query} loading={320}>
          {(members) => <List members={members} onOpen={setOpen} />}
        </Answer>
      </Card>
      {rows.length === 1 && (
        <p className="second">
          {words.alone}。{words.aloneWhy}
        </p>
      )}
      {open && (
        <MemberForm
          key={open === "new" ? "new" : open.id}
          member={open === "new" ? null : open}
          onClose={() => setOpen(null)}
          onSecret={setSecret}
        />
      )}
      {secret && (
        <Handed
          title={words.password}
          why={words.passwordWhy}
          done={words.handed}
          lines={[
            [words.login, secret.login],
            [words.password, secret.password],
          ]}
          onClose={() => setSecret(null)}
        />
      )}
    </Page>
  );
}

function List({ members, onOpen }: { members: Member[]; onOpen: (member: Member) => void }) {
  return (
    <Table<Member>
      rowKey="id"
      columns={useColumns(onOpen)}
      dataSource={members}
      pagination={false}
      scroll={{ x: 820 }}
      rowClassName="clickable"
      onRow={(member) => ({ onClick: () => onOpen(member) })}
    />
  );
}

function useColumns(onOpen: (member: Member) => void): TableColumnsType<Member> {
  const words = useWords(WORDS);
  const chosen = language.use();
  const units = useUnits();
  const me = useMe();
  return [
    {
      title: words.name,
      key: "name",
      render: (_, one) => (
        <div>
          <span className="row tight">
            <b>{one.name}</b>
            {me.actor === `staff:${one.id}` && <Chip tone="quiet">{words.you}</Chip>}
          </span>
          <div className="mono second">{one.login}</div>
        </div>
      ),
    },
    { title: words.role, key: "role", render: (_, one) => <Chip>{roleName(one.role, chosen)}</Chip> },
    {
      title: (
        <>
          {words.unit}
          <Info>{words.unitWhy}</Info>
        </>
      ),
      key: "unit",
      render: (_, one) => units.get(one.unit) ?? one.unit,
    },
    {
      title: words.state,
      key: "state",
      render: (_, one) => (
        <Chip tone={one.disabled_at ? "quiet" : "good"}>{one.disabled_at ? words.off : words.on}</Chip>
      ),
    },
    { title: words.since, key: "since", align: "right", render: (_, one) => <When at={one.created_at} /> },
    {
      title: "",
      key: "change",
      align: "right",
      render: (_, one) => (
        <Button
          size="small"
          onClick={(event) => {
            event.stopPropagation();
            onOpen(one);
          }}
        >
          {words.change}
        </Button>
      ),
    },
  ];
}
