import { Alert, App, Button, Form, Input } from "antd";
import { useState } from "react";
import { language, useWords } from "@/lib/language";
import { Count } from "@/ui/Figures";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { act, CONNECTORS, type Pull as Pulled, usePull } from "./connectors.api";
import { PULL_PROBLEMS } from "./probe.copy";
import { WORDS } from "./pull.copy";

/** How an account's leads are pulled, beside those that are pushed: authorized, how far, and what went wrong. */
export function Pull({ name }: { name: string }) {
  const words = useWords(WORDS);
  return (
    <div className="stack">
      <p className="second small">{words.why}</p>
      <Answer query={usePull(name)} loading={120}>
        {(pull) => (pull ? <Standing name={name} pull={pull} /> : <Authorize name={name} />)}
      </Answer>
      <p className="second small">{words.unverified}</p>
    </div>
  );
}

function Standing({ name, pull }: { name: string; pull: Pulled }) {
  const words = useWords(WORDS);
  const { message } = App.useApp();
  const [again, setAgain] = useState(false);
  const now = useAct({
    act: () => act.pull(name),
    stale: [CONNECTORS],
    after: (done) =>
      void (done.problem ? message.error(words.failed) : message.success(words.pulled(done.seen, done.kept))),
  });
  return (
    <div className="stack">
      {pull.problem && <Failure pull={pull} />}
      <dl className="pull">
        <dt>{words.last}</dt>
        <dd>
          <When at={pull.pulled_at} />
        </dd>
        <dt>{words.until}</dt>
        <dd>
          <When at={pull.until} />
        </dd>
        <dt>{words.figures}</dt>
        <dd>
          <Count value={pull.seen} /> / <Count value={pull.kept} />
        </dd>
        <dt>{words.total}</dt>
        <dd>
          <Count value={pull.total} />
        </dd>
        <dt>{words.next}</dt>
        <dd>
          <When at={pull.next_at} />
        </dd>
        <dt>{words.ends}</dt>
        <dd>
          <When at={pull.ends_at} />
        </dd>
        <dt>{words.advertisers}</dt>
        <dd className="connector-address">{pull.advertisers.join(", ")}</dd>
      </dl>
      <div className="row">
        <Button type="primary" loading={now.isPending} onClick={() => now.mutate()}>
          {words.now}
        </Button>
        <Button onClick={() => setAgain(true)}>{words.again}</Button>
      </div>
      {again && <Authorize name={name} onDone={() => setAgain(false)} />}
    </div>
  );
}

function Failure({ pull }: { pull: Pulled }) {
  const chosen = language.use();
  const spoken = chosen === "zh" ? PULL_PROBLEMS[pull.problem ?? ""] : undefined;
  const [said, advice] = spoken ?? [pull.said, pull.advice];
  return (
    <Alert
      type="error"
      showIcon
      title={
        <>
          {said} · <When at={pull.failed_at} />
        </>
      }
      description={advice}
    />
  );
}

function Authorize({ name, onDone }: { name: string; onDone?: () => void }) {
  const words = useWords(WORDS);
  const [form] = Form.useForm<{ code: string }>();
  const save = useAct({
    act: ({ code }: { code: string }) => act.authorize(name, code.trim()),
    stale: [CONNECTORS],
    done: words.authorized,
    after: onDone,
  });
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => save.mutate(fields)}>
      <ol className="second small pull-steps">
        <li>{words.agree}</li>
        <li>{words.paste}</li>
      </ol>
      <Form.Item name="code" label={words.code} rules={[{ required: true, min: 8, message: words.paste }]}>
        <Input.Password maxLength={200} autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {words.authorize}
      </Button>
    </Form>
  );
}
