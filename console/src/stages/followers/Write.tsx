import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import { Refused } from "@/api/client";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { type Detail, FOLLOWERS, type Message, useTemplates, write } from "./followers.api";
import { WORDS } from "./followers.copy";

type Kind = Message["kind"];
type Field = { name: string; value: string };
type Fields = { template?: string; fields?: Field[]; words?: string; page?: string };

/** A message to one person: its key is drawn anew once a message went, so that pressing twice sends once. */
export function Write({ fan }: { fan: Detail }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [form] = Form.useForm<Fields>();
  const [kind, setKind] = useState<Kind>(
    fan.window.left && !fan.subscriptions.some((one) => one.open) ? "service" : "subscribe",
  );
  const [key, setKey] = useState(() => crypto.randomUUID());
  const templates = useTemplates(fan.appid).data ?? [];
  const fitting = useMemo(
    () => templates.filter((one) => (kind === "template") === (one.kind === "message")),
    [templates, kind],
  );
  const client = useQueryClient();
  const another = () => setKey(crypto.randomUUID());
  const act = useMutation({
    mutationFn: write,
    onSuccess: () => {
      another();
      form.resetFields();
    },
    // What WeChat refused is settled and a new message is a new one; an answer that was lost keeps its key.
    onError: (error) => error instanceof Refused && error.code === "DeclinedByWeChat" && another(),
    onSettled: () => client.invalidateQueries({ queryKey: FOLLOWERS }),
  });
  const kinds: Kind[] = fan.channel === "wechat_mp" ? ["subscribe", "template", "service"] : ["subscribe", "service"];
  const send = ({ template = "", fields = [], words: said = "", page = "" }: Fields) => {
    const values = Object.fromEntries(fields.filter((one) => one?.name).map((one) => [one.name, one.value]));
    act.mutate({ id: fan.id, body: { kind, key, template, values, words: said, page } });
  };
  return (
    <section className="followers-write">
      <h3>{words.write}</h3>
      <Segmented
        value={kind}
        onChange={setKind}
        options={kinds.map((value) => ({ value, label: words.kinds[value] ?? value }))}
      />
      <p className="second small">{words.writing[kind]}</p>
      {act.error && <Alert type="error" showIcon title={explained(act.error, chosen)} />}
      <Form form={form} layout="vertical" onFinish={send} requiredMark={false}>
        {kind === "service" ? (
          <Form.Item name="words" label={words.words} rules={[{ required: true }]}>
            <Input.TextArea rows={3} maxLength={600} />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="template" label={words.template} rules={[{ required: true }]}>
              <Select
                placeholder={words.pick}
                options={fitting.map((one) => ({ value: one.template, label: one.title || one.template }))}
              />
            </Form.Item>
            <Values />
            <Form.Item name="page" label={words.page}>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {words.send}
        </Button>
      </Form>
    </section>
  );
}

function Values() {
  const words = useWords(WORDS);
  return (
    <Form.List name="fields" initialValue={[{ name: "thing1", value: "" }]}>
      {(rows, { add }) => (
        <div className="followers-fields">
          {rows.map((row) => (
            <div key={row.key} className="row nowrap" style={{ gap: 8 }}>
              <Form.Item name={[row.name, "name"]} label={words.fieldName} tooltip={words.fieldNameWhy}>
                <Input maxLength={40} />
              </Form.Item>
              <Form.Item name={[row.name, "value"]} label={words.fieldValue} rules={[{ required: true }]}>
                <Input maxLength={500} />
              </Form.Item>
            </div>
          ))}
          <Button type="link" onClick={() => add({ name: "", value: "" })}>
            {words.addField}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
