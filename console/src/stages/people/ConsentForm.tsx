import { Form, Input, Modal, Radio, Select } from "antd";
import type { Shapes } from "@/api/client";
import { language, useWords } from "@/lib/language";
import { channelName, PURPOSE_NAMES, purposeName } from "@/widgets/names";
import { useAct } from "@/widgets/useAct";
import { act, PEOPLE } from "./people.api";
import { WORDS } from "./person.copy";

const CHANNELS = ["all", "sms", "email", "wecom", "wechat_mp", "miniprogram", "phone_call"];

/** A consent that was given or withdrawn outside of our events, with its evidence. */
export function ConsentForm({ person, open, onClose }: { person: string; open: boolean; onClose: () => void }) {
  const words = useWords(WORDS).reach;
  const chosen = language.use();
  const [form] = Form.useForm<Shapes["ConsentIn"]>();
  const record = useAct({
    act: (given: Shapes["ConsentIn"]) => act.consent(person, given),
    stale: [[...PEOPLE, "one", person]],
    done: words.done,
    after: onClose,
  });
  return (
    <Modal
      title={words.record}
      open={open}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={record.isPending}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ purpose: "marketing", channel: "sms", granted: true }}
        onFinish={(given) => record.mutate(given)}
      >
        <Form.Item name="purpose" label={words.purpose}>
          <Select options={PURPOSE_NAMES.map((value) => ({ value, label: purposeName(value, chosen) }))} />
        </Form.Item>
        <Form.Item name="channel" label={words.channel}>
          <Select options={CHANNELS.map((value) => ({ value, label: channelName(value, chosen) }))} />
        </Form.Item>
        <Form.Item name="granted">
          <Radio.Group
            options={[
              { value: true, label: words.granted },
              { value: false, label: words.withdraw },
            ]}
          />
        </Form.Item>
        <Form.Item name="evidence" label={words.evidence} rules={[{ required: true, message: words.evidenceHint }]}>
          <Input placeholder={words.evidenceHint} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
