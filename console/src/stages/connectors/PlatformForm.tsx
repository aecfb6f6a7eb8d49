import { Alert, Form, Input, Modal, Select } from "antd";
import { language, useWords } from "@/lib/language";
import { platformName } from "@/widgets/names";
import { useAct } from "@/widgets/useAct";
import { act, CONNECTORS, type NewConnector } from "./connectors.api";
import { PLATFORMS, WORDS } from "./platforms.copy";

interface Fields {
  channel: string;
  title: string;
  name: string;
  corp_id: string;
  secret?: string;
}

/** What an account on a public platform needs; what differs is what the platform calls it. */
export function PlatformForm({ onClose, onMade }: { onClose: () => void; onMade: (made: NewConnector) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [form] = Form.useForm<Fields>();
  const channel = Form.useWatch("channel", form) ?? "oceanengine";
  const platform = PLATFORMS.find((one) => one.channel === channel);
  const add = useAct({
    act: (fields: Fields) => act.add({ address: "", agent_id: 0, secret: "", ...fields }),
    stale: [CONNECTORS],
    after: (made) => {
      onClose();
      onMade(made);
    },
  });
  const needed = { required: true, message: words.missing };
  const doubt = words.unverifiedWhy[channel];
  return (
    <Modal
      title={words.connect}
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
        initialValues={{ channel: "oceanengine" }}
        onFinish={(fields) => add.mutate(fields)}
      >
        <Form.Item name="channel" label={words.platform} extra={words.brings[channel]}>
          <Select
            options={PLATFORMS.map((one) => ({ value: one.channel, label: platformName(one.channel, chosen) }))}
          />
        </Form.Item>
        {doubt && (
          <Form.Item>
            <Alert type="warning" showIcon title={words.unverified} description={doubt} />
          </Form.Item>
        )}
        <Form.Item name="title" label={words.title} rules={[needed]}>
          <Input maxLength={100} placeholder={words.titleHint} />
        </Form.Item>
        <Form.Item name="corp_id" label={platform?.id} extra={words.idWhy} rules={[needed]}>
          <Input maxLength={100} />
        </Form.Item>
        {platform?.secret && (
          <Form.Item
            name="secret"
            label={platform.secret}
            extra={platform.asked ? words.askWhy : words.secretWhy}
            rules={[needed]}
          >
            <Input.Password maxLength={200} autoComplete="new-password" />
          </Form.Item>
        )}
        {(!platform?.secret || platform.asked) && <p className="second small">{words.drawn}</p>}
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
