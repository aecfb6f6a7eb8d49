import { Form, Input, InputNumber, Select } from "antd";
import { useWords } from "@/lib/language";
import { FormDrawer } from "@/widgets/FormDrawer";
import { useAct } from "@/widgets/useAct";
import { called, unpaused, useWecomAccounts } from "@/widgets/wecomAccounts";
import { act, GROUP_CODES, type GroupCode, type GroupPlan, useGroups } from "./groups.api";
import { WORDS } from "./groups.copy";
import { CodeField, FromFields, NoteField, PausedField } from "./HookFields";

interface GroupCodeFormProps {
  /** The code to change; a new one otherwise. */
  code?: GroupCode;
  onClose: () => void;
  onMade?: (made: { slug: string }) => void;
}

type Fields = GroupPlan & { account?: string; slug?: string };

export function GroupCodeForm({ code, onClose, onMade }: GroupCodeFormProps) {
  const words = useWords(WORDS);
  const [form] = Form.useForm<Fields>();
  const save = useAct({
    act: ({ account = "", slug, ...plan }: Fields) =>
      code
        ? act.change(code.slug, { plan: { ...code.plan, ...plan }, version: code.version })
        : act.create({ account, slug: slug || null, plan }),
    stale: [GROUP_CODES],
    done: code ? words.changed : words.made,
    after: (made) => {
      onClose();
      onMade?.(made);
    },
  });
  return (
    <FormDrawer<Fields>
      title={code ? `${words.change} · ${code.plan.name}` : words.add}
      submit={code ? words.save : words.add}
      form={form}
      start={code?.plan ?? { most: 200, groups: [], paused: false }}
      saving={save.isPending}
      onSave={(fields) => save.mutate(fields)}
      onClose={onClose}
    >
      <Form.Item name="name" label={words.name} extra={words.nameHint} rules={[{ required: true, max: 200 }]}>
        <Input autoFocus />
      </Form.Item>
      {!code && <Place />}
      <Groups />
      <From />
    </FormDrawer>
  );
}

/** What is fixed for ever once it is made. */
function Place() {
  const words = useWords(WORDS);
  const form = Form.useFormInstance<Fields>();
  const { data: accounts = [] } = useWecomAccounts();
  return (
    <div className="two-fields">
      <Form.Item name="account" label={words.account} rules={[{ required: true }]}>
        <Select
          options={unpaused(accounts).map((one) => ({ value: one.name, label: called(one) }))}
          onChange={() => form.resetFields(["groups"])}
        />
      </Form.Item>
      <CodeField under="/p/" />
    </div>
  );
}

function Groups() {
  const words = useWords(WORDS);
  const chosen: string | undefined = Form.useWatch("account");
  const corp = useWecomAccounts().data?.find((one) => one.name === chosen)?.corp_id;
  const groups = useGroups().data?.groups.filter((one) => !corp || one.corp === corp);
  const options = groups?.map((one) => ({
    value: one.id,
    label: `${one.name || words.unnamed} · ${words.people(one.members, one.capacity)}`,
  }));
  return (
    <>
      <Form.Item name="groups" label={words.groups} extra={words.groupsWhy} rules={[{ required: true }]}>
        <Select mode="tags" showSearch={{ optionFilterProp: "label" }} options={options} maxCount={100} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="most" label={words.most} extra={words.mostWhy} rules={[{ required: true }]}>
          <InputNumber min={2} max={500} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="next_name" label={words.nextName} extra={words.nextNameWhy} rules={[{ max: 40 }]}>
          <Input />
        </Form.Item>
      </div>
    </>
  );
}

function From() {
  const words = useWords(WORDS);
  return (
    <>
      <div className="two-fields">
        <FromFields why={words.channelWhy} />
      </div>
      <NoteField />
      <PausedField />
    </>
  );
}
