import { Button, Form, Input, Popconfirm, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Count } from "@/ui/Figures";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Handed } from "@/widgets/Handed";
import { useAct } from "@/widgets/useAct";
import { act, CONNECTORS, type Forward, useForwards } from "./connectors.api";
import { WORDS } from "./connectors.copy";

/** Which other systems hear what we hear. */
export function Forwards({ name }: { name: string }) {
  const words = useWords(WORDS);
  const query = useForwards(name);
  const [secret, setSecret] = useState<string | null>(null);
  const [form] = Form.useForm<{ url: string }>();
  const add = useAct({
    act: ({ url }: { url: string }) => act.forward(name, url.trim()),
    stale: [CONNECTORS],
    after: (made) => {
      form.resetFields();
      setSecret(made.secret);
    },
  });
  return (
    <div className="stack">
      <p className="second small">{words.forwardsWhy}</p>
      <Form form={form} layout="inline" className="forward-add" onFinish={(fields) => add.mutate(fields)}>
        <Form.Item name="url" rules={[{ required: true, pattern: /^https?:\/\//, message: words.forwardRule }]}>
          <Input placeholder="https://crm.example/wecom" aria-label={words.forwardRule} maxLength={500} />
        </Form.Item>
        <Button htmlType="submit" loading={add.isPending}>
          {words.forward}
        </Button>
      </Form>
      <Answer query={query} loading={120}>
        {(rows) => <List name={name} rows={rows} />}
      </Answer>
      {secret && (
        <Handed
          title={words.forward}
          why={words.forwardOnce}
          done={words.kept}
          lines={[[words.secret, secret]]}
          onClose={() => setSecret(null)}
        />
      )}
    </div>
  );
}

function List({ name, rows }: { name: string; rows: Forward[] }) {
  const words = useWords(WORDS);
  const remove = useAct({ act: (id: number) => act.unforward(name, id), stale: [CONNECTORS], done: words.done });
  const columns: TableColumnsType<Forward> = [
    {
      title: "URL",
      key: "url",
      render: (_, row) => (
        <div className="stack tight">
          <code className="connector-address">{row.url}</code>
          {row.failure && (!row.taken_at || (row.failed_at ?? "") > row.taken_at) && (
            <span className="forward-failure small">
              {row.failure} · <When at={row.failed_at} />
            </span>
          )}
        </div>
      ),
    },
    { title: words.taken, key: "taken", align: "right", render: (_, row) => <Count value={row.taken} /> },
    { title: words.left, key: "left", align: "right", render: (_, row) => <Count value={row.waiting} /> },
    { title: words.givenUp, key: "gone", align: "right", render: (_, row) => <Count value={row.given_up} /> },
    {
      key: "act",
      align: "right",
      render: (_, row) => (
        <Popconfirm title={words.remove} description={words.removeWhy} onConfirm={() => remove.mutate(row.id)}>
          <Button size="small" type="text">
            {words.remove}
          </Button>
        </Popconfirm>
      ),
    },
  ];
  return (
    <Table
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={rows}
      pagination={false}
      locale={{ emptyText: words.noForwards }}
      scroll={{ x: 560 }}
    />
  );
}
