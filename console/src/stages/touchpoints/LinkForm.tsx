import { DatePicker, Form, Input, InputNumber } from "antd";
import dayjs from "dayjs";
import { useWords } from "@/lib/language";
import { FormDrawer } from "@/widgets/FormDrawer";
import { useAct } from "@/widgets/useAct";
import { CodeField, FromFields, NoteField, PausedField } from "./HookFields";
import { fieldsOf, type LinkFields, planOf } from "./links";
import { act, LINKS, type Listed } from "./links.api";
import { WORDS } from "./links.copy";
import { VariantsField } from "./VariantsField";

interface LinkFormProps {
  /** The link to change; a new one otherwise. */
  link?: Listed;
  onClose: () => void;
  onMade?: (made: { code: string }) => void;
}

export function LinkForm({ link, onClose, onMade }: LinkFormProps) {
  const words = useWords(WORDS);
  const [form] = Form.useForm<LinkFields>();
  const save = useAct({
    act: (fields: LinkFields) => {
      const { code, password, ...plan } = planOf(fields);
      return link ? act.change(link.code, { ...plan, version: link.version }) : act.create({ ...plan, code, password });
    },
    stale: [LINKS],
    done: link ? words.changed : words.made,
    after: (made) => {
      onClose();
      onMade?.(made);
    },
  });
  const start = link
    ? { ...link, variants: fieldsOf(link.variants), expires_at: link.expires_at && dayjs(link.expires_at) }
    : { channel: "", variants: [{ url: "", weight: 1, to: "web" }], paused: false };
  return (
    <FormDrawer<LinkFields>
      title={link ? `${words.change} · ${link.name}` : words.add}
      submit={link ? words.save : words.add}
      form={form}
      start={start}
      saving={save.isPending}
      onSave={(fields) => save.mutate(fields)}
      onClose={onClose}
    >
      <Form.Item name="name" label={words.name} extra={words.nameHint} rules={[{ required: true, max: 200 }]}>
        <Input autoFocus />
      </Form.Item>
      {!link && <CodeField name="code" under="/s/" why={words.codeHint} />}
      <VariantsField />
      <div className="two-fields">
        <FromFields why={words.channelWhy} />
        <Form.Item name="expires_at" label={words.expires}>
          <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        <Form.Item name="most_clicks" label={words.most} extra={words.mostWhy}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
        {!link && (
          <Form.Item name="password" label={words.password} extra={words.passwordWhy} rules={[{ max: 128 }]}>
            <Input autoComplete="off" />
          </Form.Item>
        )}
        <PausedField />
      </div>
      <NoteField />
    </FormDrawer>
  );
}
