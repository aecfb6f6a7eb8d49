import { PlusOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Form, Input, Modal, Popconfirm, Select, Table, type TableColumnsType, Tabs } from "antd";
import { useState } from "react";
import type { Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
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
import { snippets } from "./snippets";

const WORDS = copy(
  {
    title: "来源",
    answer: "事件从哪里来、来了多少。每个来源有自己的写入密钥：它只能写入，读不出任何东西。",
    add: "新建来源",
    name: "名称",
    nameHint: "小写字母、数字和横线，如 shop-web",
    channel: "默认渠道",
    channelWhy: "事件自己没说清来自哪个渠道时，算在这里",
    plan: "字典以外的事件",
    plans: { allow: "照收", quarantine: "先隔离" } as Record<string, string>,
    stored: "已落盘",
    duplicates: "重复忽略",
    rejected: "隔离",
    since: "建立",
    rotate: "换密钥",
    rotateWhy: "旧密钥立刻失效，还在用它的地方会发不进来。",
    key: "写入密钥",
    once: "密钥只显示这一次，现在就复制走。",
    copyIn: "把代码放进你的程序：",
    watch: "看事件进来",
    done: "知道了",
    empty: "还没有来源",
    emptyWhy: "建一个来源，拿到写入密钥，把已有的 SDK 指过来就行，不用改埋点。",
  },
  {
    title: "Sources",
    answer: "Where events come from and how many. Each source has a write key: it lets events in and nothing out.",
    add: "New source",
    name: "Name",
    nameHint: "lower-case letters, digits, dashes: shop-web",
    channel: "Channel",
    channelWhy: "counts when an event does not say its channel itself",
    plan: "Events outside the dictionary",
    plans: { allow: "take", quarantine: "set aside" },
    stored: "Stored",
    duplicates: "Duplicates",
    rejected: "Set aside",
    since: "Made",
    rotate: "New key",
    rotateWhy: "The old key ends at once; whatever still uses it is refused.",
    key: "Write key",
    once: "The key is shown this once: copy it now.",
    copyIn: "Put this into your program:",
    watch: "Watch events arrive",
    done: "Done",
    empty: "No sources yet",
    emptyWhy: "Make a source, take its write key, and point the SDK that you use already here.",
  },
);

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
  const rotate = useAct({ act: act.rotate, after: onKey, stale: [["sources"]] });
  const columns: TableColumnsType<Source> = [
    { title: words.name, key: "name", render: (_, row) => <b>{row.name}</b> },
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
  return <Table rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 860 }} />;
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
