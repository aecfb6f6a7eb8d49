import type { QueryKey, UseQueryResult } from "@tanstack/react-query";
import { Button, Drawer, Form, Input, Select } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { Go } from "@/widgets/Go";
import { useAct } from "@/widgets/useAct";
import "./compose.css";

type Words = Record<"add" | "save" | "made" | "noAccount" | "connect" | "name" | "nameHint" | "account", string>;

interface ComposeDrawerProps<Fields, Account> {
  words: Words;
  accounts: UseQueryResult<Account[]>;
  start: Fields;
  /** Keep it as a plan; the same key makes it once. */
  plan: (fields: Fields, account: string, key: string) => Promise<{ id: number }>;
  stale: QueryKey;
  /** What it comes to and how it looks, beside its fields. */
  beside: (account: Account | undefined) => ReactNode;
  onClose: () => void;
  onMade: (id: number) => void;
  children: ReactNode;
}

/** Compose what staff are to send or publish: its fields on the left, what it comes to and how it looks on the right. */
export function ComposeDrawer<Fields extends object, Account extends { name: string; title: string }>(
  props: ComposeDrawerProps<Fields, Account>,
) {
  const { words, accounts, start, plan, stale, beside, onClose, onMade, children } = props;
  const [form] = Form.useForm<Fields>();
  const key = useMemo(() => crypto.randomUUID(), []);
  const [tries, setTries] = useState(0);
  const chosen: string | undefined = Form.useWatch("account", form);
  const account = accounts.data?.find((one) => one.name === chosen) ?? accounts.data?.[0];
  const save = useAct({
    act: (fields: Fields) => plan(fields, account?.name ?? "", `${key}-${tries}`),
    stale: [stale],
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
              initialValues={start}
              onValuesChange={changed}
              onFinish={() => save.mutate(form.getFieldsValue(true))}
              className="compose"
            >
              <div>
                <Head words={words} accounts={known} />
                {children}
              </div>
              <aside className="stack">{beside(account)}</aside>
            </Form>
          ) : (
            <Empty title={words.noAccount} action={<Go to="/connectors">{words.connect}</Go>} />
          )
        }
      </Answer>
    </Drawer>
  );
}

function Head({ words, accounts }: { words: Words; accounts: { name: string; title: string }[] }) {
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
