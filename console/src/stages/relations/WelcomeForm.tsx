import { Button, Checkbox, Form, Input, Select } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { AttachmentsField } from "@/widgets/AttachmentsField";
import { FormDrawer } from "@/widgets/FormDrawer";
import { Go } from "@/widgets/Go";
import { useAct } from "@/widgets/useAct";
import { act, useSendAccounts, WELCOMES, type Welcome, type Wording } from "./groups.api";
import { GROUPS } from "./groups.copy";

const MOST = 3000;
const NICKNAME = "%NICKNAME%";
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

interface Fields {
  name: string;
  account?: string;
  text?: string;
  attachments?: NonNullable<Wording["attachment"]>[];
  notify?: boolean;
}

/** A welcome: its words and one attachment, saved at the platform before it is here. */
export function WelcomeForm({ welcome, onClose }: { welcome: Welcome | null; onClose: () => void }) {
  const words = useWords(GROUPS);
  const [form] = Form.useForm<Fields>();
  const [key] = useState(() => crypto.randomUUID());
  const accounts = useSendAccounts(true);
  const chosen: string | undefined = Form.useWatch("account", form);
  const account = chosen ?? accounts.data?.find((one) => one.corp === (welcome?.corp ?? one.corp))?.name ?? "";
  const save = useAct({
    act: ({ name, text = "", attachments = [], notify = true }: Fields) => {
      const wording = { name, text, attachment: attachments[0] ?? null };
      return welcome ? act.change(welcome.id, wording) : act.add({ ...wording, account, notify, key });
    },
    stale: [WELCOMES],
    done: words.saved,
    after: onClose,
  });
  const start = {
    name: welcome?.name,
    text: welcome?.text,
    attachments: welcome?.attachment ? [welcome.attachment] : [],
    notify: true,
  };
  return (
    <FormDrawer<Fields>
      title={welcome ? words.editWelcome : words.addWelcome}
      submit={words.save}
      form={form}
      start={start}
      saving={save.isPending}
      onSave={() => save.mutate(form.getFieldsValue(true))}
      onClose={onClose}
    >
      <Answer query={accounts} loading={320}>
        {(known) =>
          known.length ? (
            <>
              <Form.Item
                name="name"
                label={words.name}
                extra={words.nameHint}
                rules={[{ required: true, whitespace: true, max: 60, message: words.needed }]}
              >
                <Input autoFocus />
              </Form.Item>
              {!welcome && known.length > 1 && (
                <Form.Item name="account" label={words.account}>
                  <Select
                    placeholder={known[0]?.title || known[0]?.name}
                    options={known.map((one) => ({ value: one.name, label: one.title || one.name }))}
                  />
                </Form.Item>
              )}
              <Words />
              <AttachmentsField hint={words.attachHint} most={1} keep={(file) => act.addMedia({ account, ...file })} />
              {!welcome && (
                <Form.Item name="notify" valuePropName="checked">
                  <Checkbox>{words.notify}</Checkbox>
                </Form.Item>
              )}
            </>
          ) : (
            <Empty title={words.noAccount} action={<Go to="/connectors">{words.connect}</Go>} />
          )
        }
      </Answer>
    </FormDrawer>
  );
}

function Words() {
  const words = useWords(GROUPS);
  const form = Form.useFormInstance<Fields>();
  const said: string = Form.useWatch("text", form) ?? "";
  const fits = (_: unknown, value = "") => {
    if (bytesOf(value) > MOST) return Promise.reject(new Error(words.tooLong));
    const brings = form.getFieldValue("attachments")?.length;
    return value.trim() || brings ? Promise.resolve() : Promise.reject(new Error(words.something));
  };
  return (
    <Form.Item label={words.text} required>
      <Form.Item name="text" extra={words.textHint(bytesOf(said))} rules={[{ validator: fits }]} noStyle={false}>
        <Input.TextArea aria-label={words.text} autoSize={{ minRows: 4, maxRows: 12 }} />
      </Form.Item>
      <Button size="small" onClick={() => form.setFieldValue("text", said + NICKNAME)}>
        {words.nickname}
      </Button>
    </Form.Item>
  );
}
