import { DatePicker, Form, Input, Select, Switch } from "antd";
import dayjs from "dayjs";
import { useWords } from "@/lib/language";
import { FormDrawer } from "@/widgets/FormDrawer";
import { useAct } from "@/widgets/useAct";
import { called, unpaused, useWecomAccounts, type WecomAccount } from "@/widgets/wecomAccounts";
import { type CodeFields, planOf, staffFieldsOf } from "./codes";
import { act, CODES, type ListedCode, useTags } from "./codes.api";
import { WORDS } from "./codes.copy";
import { DaysField } from "./DaysField";
import { CodeField, FromFields, NoteField, PausedField } from "./HookFields";
import { StaffField } from "./StaffField";
import { WelcomeField } from "./WelcomeField";

interface CodeFormProps {
  /** The code to change; a new one otherwise. */
  code?: ListedCode;
  onClose: () => void;
  onMade?: (made: { slug: string }) => void;
}

export function CodeForm({ code, onClose, onMade }: CodeFormProps) {
  const words = useWords(WORDS);
  const [form] = Form.useForm<CodeFields>();
  const chosen: string | undefined = Form.useWatch("account", form);
  const { data: accounts = [], isSuccess } = useWecomAccounts();
  const offered = unpaused(accounts);
  const account = code
    ? accounts.find((one) => one.id === code.account)
    : (offered.find((one) => one.name === chosen) ?? offered[0]);
  const save = useAct({
    act: (fields: CodeFields) => {
      const plan = planOf(fields);
      if (code) return act.change(code.slug, { plan, version: code.version });
      return act.create({
        account: account?.name ?? "",
        slug: fields.slug || null,
        exclusive: fields.exclusive ?? false,
        plan,
      });
    },
    stale: [CODES],
    done: code ? words.changed : words.made,
    after: (made) => {
      onClose();
      onMade?.(made);
    },
  });
  return (
    <FormDrawer<CodeFields>
      size={720}
      title={code ? `${words.change} · ${code.plan.name}` : words.add}
      submit={code ? words.save : words.add}
      form={form}
      start={code ? startOf(code) : { mode: "all", staff: [{ staff_id: "", weight: 1 }], skip_verify: true }}
      saving={save.isPending}
      onSave={(fields) => save.mutate(fields)}
      onClose={onClose}
    >
      <Form.Item name="name" label={words.name} extra={words.nameHint} rules={[{ required: true, max: 200 }]}>
        <Input autoFocus />
      </Form.Item>
      {!code && <Where offered={offered} none={isSuccess && offered.length === 0} />}
      <Form.Item name="mode" label={words.mode}>
        <Select options={Object.entries(words.modes).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <StaffField />
      <DaysField />
      <fieldset className="code-form-part">
        <legend>{words.after}</legend>
        <div className="second">{words.afterWhy}</div>
        <WelcomeField account={account?.name ?? ""} />
        <After corp={account?.corp_id} />
      </fieldset>
      <Rest isNew={!code} />
    </FormDrawer>
  );
}

function startOf({ plan }: ListedCode) {
  const holidays = (plan.special_days ?? []).map(({ on, hours }) => ({ on: dayjs(on), hours: hours ?? [] }));
  return {
    ...plan,
    staff: staffFieldsOf(plan.staff),
    holidays,
    welcome: plan.welcome?.words,
    attachments: plan.welcome?.attachments,
    expires_at: plan.expires_at && dayjs(plan.expires_at),
  };
}

/** Where it is made, for ever; tags and files are an account's own, and are chosen anew with it. */
function Where({ offered, none }: { offered: WecomAccount[]; none: boolean }) {
  const words = useWords(WORDS);
  const form = Form.useFormInstance<CodeFields>();
  return (
    <div className="two-fields">
      <Form.Item name="account" label={words.account} extra={none ? words.noAccount : undefined}>
        <Select
          placeholder={offered[0] && called(offered[0])}
          options={offered.map((one) => ({ value: one.name, label: called(one) }))}
          onChange={() => form.resetFields(["tags", "attachments"])}
        />
      </Form.Item>
      <CodeField under="/p/" />
    </div>
  );
}

function After({ corp }: { corp: string | undefined }) {
  const words = useWords(WORDS);
  const tags = useTags().data?.filter((one) => one.corp === corp);
  const options = tags?.map((one) => ({ value: one.id, label: `${one.group} · ${one.name}` }));
  return (
    <>
      <Form.Item name="tags" label={words.tags}>
        <Select mode={options ? "multiple" : "tags"} options={options} showSearch={{ optionFilterProp: "label" }} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="remark" label={words.remark} rules={[{ max: 20 }]}>
          <Input maxLength={20} showCount />
        </Form.Item>
        <Form.Item name="source" label={words.source} rules={[{ max: 200 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="stage" label={words.stage} rules={[{ max: 200 }]}>
          <Input />
        </Form.Item>
        <Form.Item name="skip_verify" label={words.skipVerify} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
    </>
  );
}

function Rest({ isNew }: { isNew: boolean }) {
  const words = useWords(WORDS);
  return (
    <>
      <div className="two-fields">
        <FromFields why={words.channelWhy} />
        <Form.Item name="expires_at" label={words.expires}>
          <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        {isNew ? (
          <Form.Item name="exclusive" label={words.exclusive} extra={words.exclusiveWhy} valuePropName="checked">
            <Switch />
          </Form.Item>
        ) : (
          <PausedField />
        )}
      </div>
      <NoteField />
    </>
  );
}
