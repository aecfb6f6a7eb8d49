import { Button, Drawer, Form, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { useWords } from "@/lib/language";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { Go } from "@/widgets/Go";
import { useAct } from "@/widgets/useAct";
import { ContentFields } from "./ContentFields";
import { COMPOSING } from "./compose.copy";
import { attachmentsOf, type Fields, planOf } from "./composing";
import { EstimateCard } from "./EstimateCard";
import { act, MOMENTS, useAccounts } from "./moments.api";
import { Phone } from "./Phone";
import { WhoFields } from "./WhoFields";

const START: Fields = { brings: "nothing", who: "everybody" };

/** Compose: what is said and who publishes it on the left, what it comes to and how it looks on the right. */
export function MomentForm({ onClose, onMade }: { onClose: () => void; onMade: (id: number) => void }) {
  const words = useWords(COMPOSING);
  const [form] = Form.useForm<Fields>();
  const accounts = useAccounts();
  const key = useMemo(() => crypto.randomUUID(), []);
  const [tries, setTries] = useState(0);
  const account = Form.useWatch("account", form) ?? accounts.data?.[0]?.name;
  const save = useAct({
    act: (fields: Fields) => act.plan({ account: account ?? "", plan: planOf(fields), key: `${key}-${tries}` }),
    stale: [MOMENTS],
    done: words.made,
    after: (made) => onMade(made.id),
  });
  const changed = () => {
    if (save.isError) setTries(tries + 1);
  };
  return (
    <Drawer
      open
      size={1080}
      title={words.add}
      onClose={onClose}
      extra={
        <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {words.save}
        </Button>
      }
    >
      <Answer query={accounts} loading={420}>
        {(known) =>
          known.length ? (
            <Form<Fields>
              form={form}
              layout="vertical"
              requiredMark={false}
              initialValues={START}
              onValuesChange={changed}
              onFinish={() => save.mutate(form.getFieldsValue(true))}
              className="moments-compose"
            >
              <div>
                <Head accounts={known} />
                <ContentFields />
                <WhoFields />
              </div>
              <aside className="stack">
                <Preview />
                <EstimateCard account={account} />
              </aside>
            </Form>
          ) : (
            <Empty title={words.noAccount} action={<Go to="/connectors">{words.connect}</Go>} />
          )
        }
      </Answer>
    </Drawer>
  );
}

function Head({ accounts }: { accounts: { name: string; title: string }[] }) {
  const words = useWords(COMPOSING);
  return (
    <>
      <Form.Item
        name="name"
        label={words.name}
        extra={words.nameHint}
        rules={[{ required: true, max: 100, whitespace: true }]}
      >
        <Input autoFocus />
      </Form.Item>
      {accounts.length > 1 && (
        <Form.Item name="account" label={words.account}>
          <Select
            placeholder={accounts[0]?.title || accounts[0]?.name}
            options={accounts.map((one) => ({ value: one.name, label: one.title || one.name }))}
          />
        </Form.Item>
      )}
    </>
  );
}

function Preview() {
  const fields = Form.useWatch([]) as Fields | undefined;
  return <Phone text={fields?.text ?? ""} attachments={fields ? attachmentsOf(fields) : []} />;
}
