import { Form, Input, InputNumber, Select } from "antd";
import { useWords } from "@/lib/language";
import { FormDrawer } from "@/widgets/FormDrawer";
import { useUnitList } from "@/widgets/units";
import { useAct } from "@/widgets/useAct";
import { CodeSelect } from "./CodeSelect";
import { CodeField, FromFields, NoteField, PausedField } from "./HookFields";
import { act, type ListedStoreCode, STORE_CODES, type StoreCodePlan } from "./stores.api";
import { WORDS } from "./stores.copy";

interface StoreCodeFormProps {
  /** The code to change; a new one otherwise. */
  code?: ListedStoreCode;
  onClose: () => void;
  onMade?: (made: { slug: string }) => void;
}

type Fields = StoreCodePlan & { slug?: string };

export function StoreCodeForm({ code, onClose, onMade }: StoreCodeFormProps) {
  const words = useWords(WORDS);
  const [form] = Form.useForm<Fields>();
  const save = useAct({
    act: ({ slug, ...plan }: Fields) =>
      code
        ? act.change(code.slug, { plan: { ...code.plan, ...plan }, version: code.version })
        : act.create({ slug: slug || null, plan }),
    stale: [STORE_CODES],
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
      start={code?.plan ?? { units: [], paused: false }}
      saving={save.isPending}
      onSave={(fields) => save.mutate(fields)}
      onClose={onClose}
    >
      <Form.Item name="title" label={words.heading} rules={[{ required: true, max: 60 }]}>
        <Input autoFocus maxLength={60} showCount />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="name" label={words.name} extra={words.nameHint} rules={[{ required: true, max: 200 }]}>
          <Input />
        </Form.Item>
        {!code && <CodeField under="/m/" />}
      </div>
      <Stores />
      <Said />
    </FormDrawer>
  );
}

function Stores() {
  const words = useWords(WORDS);
  const units = useUnitList();
  const options = units.data?.map((one) => ({ value: one.code, label: one.name }));
  return (
    <>
      <Form.Item name="fallback" label={words.fallback} extra={words.fallbackWhy} rules={[{ required: true }]}>
        <CodeSelect />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="units" label={words.units}>
          <Select
            mode="multiple"
            placeholder={words.unitsAll}
            showSearch={{ optionFilterProp: "label" }}
            options={options}
            maxCount={100}
          />
        </Form.Item>
        <Form.Item name="radius_km" label={words.radius} extra={words.radiusWhy}>
          <InputNumber min={1} max={2000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
      </div>
    </>
  );
}

function Said() {
  const words = useWords(WORDS);
  return (
    <>
      <Form.Item name="words" label={words.words} rules={[{ max: 500 }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={[{ max: 200 }]}>
        <Input.TextArea autoSize placeholder={words.reasonDefault} />
      </Form.Item>
      <div className="two-fields">
        <FromFields why={words.channelWhy} />
      </div>
      <NoteField />
      <PausedField />
    </>
  );
}
