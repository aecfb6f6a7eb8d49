import { PlusOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Form, Input, Modal, Popconfirm, Select, Table, type TableColumnsType, Tabs } from "antd";
import { useState } from "react";
import type { Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Code } from "@/ui/Code";
import { Count } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { CHANNEL_NAMES, channelName } from "@/widgets/names";
import { type Source, useSourceList } from "@/widgets/sources";
import { useAct } from "@/widgets/useAct";
import { act, type NewKey } from "./events.api";
import { SourceDrawer } from "./SourceDrawer";
import { snippets } from "./snippets";
import { SOURCES as WORDS } from "./sources.copy";

/** Is it connected, and does anything come? */
export function SourcesPage() {
  const words = useWords(WORDS);
  const may = useMay();
  const sources = useSourceList(true);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<NewKey | null>(null);
  const add = may("sources.manage") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} answer={words.answer} tools={sources.data?.length ? add : null}>
      <Card flush>
        <Answer query={sources} loading={420}>
          {(rows) =>
            rows.length ? (
              <List rows={rows} onKey={setMade} />
            ) : (
              <Empty title={words.empty} action={add}>
                {words.emptyWhy}
              </Empty>
            )
          }
        </Answer>
      </Card>
      <Add open={adding} onClose={() => setAdding(false)} onMade={setMade} />
      <Modal
        open={made !== null}
        onCancel={() => setMade(null)}
        title={`${words.key} · ${made?.name}`}
        width={720}
        footer={
          <>
            <Link to="/live">
              <Button>{words.watch}</Button>
            </Link>{" "}
            <Button type="primary" onClick={() => setMade(null)}>
              {words.done}
            </Button>
          </>
        }
      >
        {made && <KeyAndSnippets made={made} />}
      </Modal>
    </Page>
  );
}

function KeyAndSnippets({ made }: { made: NewKey }) {
  const words = useWords(WORDS);
  const items = snippets(location.origin, made.write_key).map((one) => ({
    key: one.key,
    label: one.label,
    children: <Code text={one.text} />,
  }));
  return (
    <div className="stack">
      <Alert type="warning" showIcon title={words.once} />
      <Code text={made.write_key} />
      <span className="second">{words.copyIn}</span>
      <Tabs items={items} size="small" />
    </div>
  );
}

function List({ rows, onKey }: { rows: Source[]; onKey: (made: NewKey) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const [shown, setShown] = useState<Source | null>(null);
  const rotate = useAct({ act: act.rotate, after: onKey, stale: [["sources"]] });
  const columns: TableColumnsType<Source> = [
    {
      title: words.name,
      key: "name",
      render: (_, row) => (
        <button type="button" className="opens" onClick={() => setShown(row)}>
          {row.name}
        </button>
      ),
    },
    { title: words.channel, key: "channel", render: (_, row) => channelName(row.channel, chosen) },
    {
      title: words.plan,
      key: "plan",
      render: (_, row) => <Chip tone={row.plan === "allow" ? "quiet" : "look"}>{words.plans[row.plan]}</Chip>,
    },
    {
      title: words.stored,
      key: "stored",
      align: "right",
      sorter: (a, b) => a.stored - b.stored,
      render: (_, row) => <Count value={row.stored} />,
    },
    {
      title: words.duplicates,
      key: "duplicates",
      align: "right",
      render: (_, row) => <Count value={row.duplicates} />,
    },
    {
      title: words.rejected,
      key: "rejected",
      align: "right",
      render: (_, row) => (row.rejected ? <Link to="/quarantine">{row.rejected}</Link> : "0"),
    },
    { title: words.since, key: "since", align: "right", render: (_, row) => <When at={row.created_at} /> },
    {
      key: "act",
      align: "right",
      render: (_, row) =>
        may("sources.manage") && (
          <Popconfirm title={words.rotate} description={words.rotateWhy} onConfirm={() => rotate.mutate(row.name)}>
            <Button size="small" type="text">
              {words.rotate}
            </Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <>
      <Table rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 860 }} />
      {shown && <SourceDrawer source={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function Add({ open, onClose, onMade }: { open: boolean; onClose: () => void; onMade: (made: NewKey) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [form] = Form.useForm<Shapes["SourceIn"]>();
  const add = useAct({
    act: act.addSource,
    stale: [["sources"]],
    after: (made) => {
      onClose();
      onMade(made);
    },
  });
  return (
    <Modal
      title={words.add}
      open={open}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.add}
      confirmLoading={add.isPending}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ channel: "website", plan: "allow" }}
        onFinish={(given) => add.mutate(given)}
      >
        <Form.Item
          name="name"
          label={words.name}
          rules={[{ required: true, message: words.nameHint }]}
          extra={words.nameHint}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="channel" label={words.channel} extra={words.channelWhy}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={CHANNEL_NAMES.map((value) => ({ value, label: channelName(value, chosen) }))}
          />
        </Form.Item>
        <Form.Item name="plan" label={words.plan}>
          <Select options={["allow", "quarantine"].map((value) => ({ value, label: words.plans[value] }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
