import { Form, Input, Switch } from "antd";
import { copy, useWords } from "@/lib/language";
import { ChannelSelect } from "@/widgets/ChannelSelect";

const WORDS = copy(
  {
    code: "编码",
    codeWhy: "不填就随机取一个；印出去以后不能再改",
    codeRule: "3 到 40 个字母、数字、横线或下划线",
    channel: "渠道",
    campaign: "活动",
    note: "内部说明",
    paused: "暂停",
    pausedWhy: "打开时显示“暂时打不开”，编码还在",
  },
  {
    code: "Code",
    codeWhy: "one is drawn if you leave it out; what is printed cannot change",
    codeRule: "3 to 40 letters, digits, - or _",
    channel: "Channel",
    campaign: "Campaign",
    note: "Note",
    paused: "Paused",
    pausedWhy: "says so to whoever opens it; the code stays",
  },
);

/** By which code a hook hangs, as in `/s/a1b2`: chosen once, for ever. */
export function CodeField({ name = "slug", under, why }: { name?: string; under: string; why?: string }) {
  const words = useWords(WORDS);
  return (
    <Form.Item
      name={name}
      label={words.code}
      extra={why ?? words.codeWhy}
      rules={[{ pattern: /^[0-9A-Za-z_-]{3,40}$/, message: words.codeRule }]}
    >
      <Input prefix={under} />
    </Form.Item>
  );
}

/** Where whoever comes by a hook counts. */
export function FromFields({ why }: { why: string }) {
  const words = useWords(WORDS);
  return (
    <>
      <Form.Item name="channel" label={words.channel} extra={why}>
        <ChannelSelect />
      </Form.Item>
      <Form.Item name="campaign" label={words.campaign} rules={[{ max: 200 }]}>
        <Input />
      </Form.Item>
    </>
  );
}

export function NoteField() {
  return (
    <Form.Item name="note" label={useWords(WORDS).note} rules={[{ max: 200 }]}>
      <Input.TextArea autoSize />
    </Form.Item>
  );
}

export function PausedField() {
  const words = useWords(WORDS);
  return (
    <Form.Item name="paused" label={words.paused} extra={words.pausedWhy} valuePropName="checked">
      <Switch />
    </Form.Item>
  );
}
