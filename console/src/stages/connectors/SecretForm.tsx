import { Form, Input, Modal } from "antd";
import { copy, useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, CONNECTORS } from "./connectors.api";

const WORDS = copy(
  {
    title: "换 Secret",
    why: "企业微信后台 › 应用管理 › 这个应用 › Secret。保存后马上用新的调用。",
    save: "保存",
    saved: "已换，点“检测连接”看看通不通",
  },
  {
    title: "New Secret",
    why: "WeCom's console › 应用管理 › the app › Secret. It is used at once.",
    save: "Save",
    saved: "Changed; probe whether it works",
  },
);

/** A new secret in the place of one that no longer works. */
export function SecretForm({ name, onClose }: { name: string; onClose: () => void }) {
  const words = useWords(WORDS);
  const [form] = Form.useForm<{ secret: string }>();
  const save = useAct({
    act: ({ secret }: { secret: string }) => act.credentials(name, { secret }),
    stale: [CONNECTORS],
    done: words.saved,
    after: onClose,
  });
  return (
    <Modal
      title={words.title}
      open
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.save}
      confirmLoading={save.isPending}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => save.mutate(fields)}>
        <Form.Item name="secret" label="Secret" extra={words.why} rules={[{ required: true, message: words.why }]}>
          <Input.Password autoFocus maxLength={200} autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
