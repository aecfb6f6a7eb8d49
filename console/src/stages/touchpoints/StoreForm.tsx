import { Button, Drawer, Form, Input, InputNumber, Select, Switch } from "antd";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { CodeSelect } from "./CodeSelect";
import { act, STORE_CODES, STORES, type Store, type StoreDetails } from "./stores.api";
import { WORDS } from "./stores.copy";

/** A store as customers find it. */
export function StoreForm({ store, onClose }: { store: Store; onClose: () => void }) {
  const words = useWords(WORDS);
  const [form] = Form.useForm<StoreDetails>();
  const save = useAct({
    act: (details: StoreDetails) => act.describe(store.store, { details, version: store.version }),
    stale: [STORES, STORE_CODES],
    done: words.storeSaved,
    after: onClose,
  });
  const text = (name: "province" | "city" | "district" | "address" | "hours" | "phone") => (
    <Form.Item name={name} label={words[name]} rules={[{ max: 200 }]}>
      <Input />
    </Form.Item>
  );
  return (
    <Drawer
      open
      size={520}
      title={store.name}
      onClose={onClose}
      extra={
        <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {words.save}
        </Button>
      }
    >
      <Form<StoreDetails>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...store.details, datum: "gcj02" }}
        onFinish={(fields) => save.mutate(fields)}
      >
        <div className="two-fields">
          {text("province")}
          {text("city")}
          {text("district")}
          {text("phone")}
        </div>
        {text("address")}
        {text("hours")}
        <Place />
        <Form.Item name="code" label={words.storeCode}>
          <CodeSelect allowClear />
        </Form.Item>
        <Form.Item name="backup" label={words.backup} extra={words.backupWhy}>
          <CodeSelect allowClear />
        </Form.Item>
        <Form.Item name="hidden" label={words.hidden} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Drawer>
  );
}

function Place() {
  const words = useWords(WORDS);
  const datums = (["gcj02", "wgs84", "bd09"] as const).map((value) => ({ value, label: words.datums[value] }));
  return (
    <>
      <div className="two-fields">
        <Form.Item name="latitude" label={words.latitude}>
          <InputNumber style={{ width: "100%" }} step={0.0001} />
        </Form.Item>
        <Form.Item name="longitude" label={words.longitude}>
          <InputNumber style={{ width: "100%" }} step={0.0001} />
        </Form.Item>
      </div>
      <Form.Item name="datum" label={words.datum} extra={words.datumWhy}>
        <Select options={datums} />
      </Form.Item>
    </>
  );
}
