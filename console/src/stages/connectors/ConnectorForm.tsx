import { Form, Input, InputNumber, Modal } from "antd";
import { copy, useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, CONNECTORS, type NewConnector } from "./connectors.api";

const WORDS = copy(
  {
    title: "接入企业微信",
    add: "接入",
    name: "显示名称",
    nameHint: "你怎么叫它，如：品牌企业微信",
    slug: "地址中的名字",
    slugWhy: "会出现在回调地址里，以后不能改",
    slugRule: "2 到 40 个小写字母、数字、横线或下划线",
    corp: "企业ID",
    corpWhy: "企业微信后台 › 我的企业 › 企业信息，页面最下方，ww 开头",
    agent: "AgentId",
    agentWhy: "应用管理 › 自建 › 这个应用，页面最上方的数字",
    secret: "Secret",
    secretWhy: "同一页面，点“查看”，会发到管理员的企业微信；保存后不再显示",
    missing: "这一项要填",
  },
  {
    title: "Connect WeCom",
    add: "Connect",
    name: "Title",
    nameHint: "what you call it: the brand's WeCom",
    slug: "Name in the address",
    slugWhy: "stands in the callback address, for ever",
    slugRule: "2 to 40 lower-case letters, digits, dashes or underscores",
    corp: "Corp id",
    corpWhy: "WeCom's console › 我的企业 › 企业信息, at the bottom: ww…",
    agent: "AgentId",
    agentWhy: "应用管理 › 自建 › the app, the number at the top",
    secret: "Secret",
    secretWhy: "the same page; it is sent to an administrator's WeCom. Never shown again here",
    missing: "this is needed",
  },
);

interface Fields {
  title: string;
  name: string;
  corp_id: string;
  agent_id: number;
  secret: string;
}

/** What an account needs, and where in WeCom's console each of it stands. */
export function ConnectorForm({ onClose, onMade }: { onClose: () => void; onMade: (made: NewConnector) => void }) {
  const words = useWords(WORDS);
  const [form] = Form.useForm<Fields>();
  const add = useAct({
    act: (fields: Fields) => act.add({ channel: "wecom", address: "", ...fields }),
    stale: [CONNECTORS],
    after: (made) => {
      onClose();
      onMade(made);
    },
  });
  const needed = { required: true, message: words.missing };
  return (
    <Modal
      title={words.title}
      open
      width={560}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.add}
      confirmLoading={add.isPending}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={{ name: "brand" }}
        onFinish={(fields) => add.mutate(fields)}
      >
        <Form.Item name="title" label={words.name} rules={[needed]}>
          <Input autoFocus maxLength={100} placeholder={words.nameHint} />
        </Form.Item>
        <Form.Item name="corp_id" label={words.corp} extra={words.corpWhy} rules={[needed]}>
          <Input maxLength={100} placeholder="ww1234567890abcdef" />
        </Form.Item>
        <Form.Item name="agent_id" label={words.agent} extra={words.agentWhy} rules={[needed]}>
          <InputNumber min={0} precision={0} controls={false} style={{ width: "100%" }} placeholder="1000002" />
        </Form.Item>
        <Form.Item name="secret" label={words.secret} extra={words.secretWhy} rules={[needed]}>
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="name"
          label={words.slug}
          extra={words.slugWhy}
          rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9_-]{1,39}$/, message: words.slugRule }]}
        >
          <Input maxLength={40} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
