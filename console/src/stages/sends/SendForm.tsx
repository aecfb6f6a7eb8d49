import { Form, Input, Radio, Segmented, Select } from "antd";
import { useWords } from "@/lib/language";
import { AttachmentsField } from "@/widgets/AttachmentsField";
import { ComposeDrawer } from "@/widgets/ComposeDrawer";
import { COMPOSING } from "./compose.copy";
import { type Fields, planOf } from "./composing";
import { EstimateCard, type SendAccount } from "./EstimateCard";
import { bytesOf } from "./funnel";
import { Phone } from "./Phone";
import { act, SENDS, useAccounts, useGroupTags, useSegments, useStaff, useTags } from "./sends.api";

const MOST = 4000;
/** What has no field of its own, such as a file's number, is looked at as well. */
const WHOLE = { preserve: true };
const START: Fields = { kind: "customers", whom: "narrow", pick: "last_talked", attachments: [] };

/** Compose: to whom, through whom, and what is said. */
export function SendForm({ onClose, onMade }: { onClose: () => void; onMade: (id: number) => void }) {
  const words = useWords(COMPOSING);
  return (
    <ComposeDrawer<Fields, SendAccount>
      words={words}
      accounts={useAccounts()}
      start={START}
      plan={(fields, account, key) => act.plan({ account, plan: planOf(fields), key })}
      stale={SENDS}
      beside={(account) => (
        <>
          <EstimateCard account={account} />
          <Preview />
        </>
      )}
      onClose={onClose}
      onMade={onMade}
    >
      <Audience />
      <Words />
    </ComposeDrawer>
  );
}

function Audience() {
  const words = useWords(COMPOSING);
  const groups = Form.useWatch("kind") === "groups";
  const narrow = Form.useWatch("whom") !== "everybody";
  const named = Form.useWatch("pick") === "named";
  const staff = useStaff().data?.filter((one) => !one.left_at);
  const people = staff?.map((one) => ({ value: one.staff, label: one.name || one.staff }));
  return (
    <>
      <Form.Item label={words.toWhom}>
        <div className="sends-whom">
          <Form.Item name="kind" noStyle>
            <Segmented
              options={[
                { value: "customers", label: words.kinds.customers },
                { value: "groups", label: words.kinds.groups },
              ]}
            />
          </Form.Item>
          <Form.Item name="whom" noStyle>
            <Radio.Group
              options={[
                { value: "narrow", label: words.narrow },
                { value: "everybody", label: groups ? words.everyGroup : words.everybody },
              ]}
            />
          </Form.Item>
        </div>
      </Form.Item>
      {narrow && (
        <div className="sends-fields">
          {groups ? <GroupTags /> : <Customers />}
          <Form.Item name="staff" label={groups ? words.ownersOf : words.ofStaff}>
            <Select mode="multiple" allowClear options={people} showSearch={{ optionFilterProp: "label" }} />
          </Form.Item>
        </div>
      )}
      {!groups && (
        <Form.Item name="pick" label={words.pick}>
          <Select options={Object.entries(words.picks).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
      )}
      {!groups && named && (
        <Form.Item name="senders" label={words.senders} rules={[{ required: true }]}>
          <Select mode="multiple" options={people} showSearch={{ optionFilterProp: "label" }} />
        </Form.Item>
      )}
    </>
  );
}

function Customers() {
  const words = useWords(COMPOSING);
  const segments = useSegments();
  const tags = useTags();
  return (
    <>
      <Form.Item name="segment" label={words.segment}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={segments.data?.map((one) => ({ value: one.name, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name="tags" label={words.tags}>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={tags.data?.map((one) => ({ value: one.id, label: `${one.group} · ${one.name}` }))}
        />
      </Form.Item>
    </>
  );
}

function GroupTags() {
  const words = useWords(COMPOSING);
  const tags = useGroupTags();
  return (
    <Form.Item name="groupTags" label={words.groupTags} extra={tags.data?.length ? null : words.noGroupTags}>
      <Select
        mode="multiple"
        allowClear
        options={tags.data?.map((one) => ({ value: one.name, label: `${one.name} ${one.groups}` }))}
      />
    </Form.Item>
  );
}

function Words() {
  const words = useWords(COMPOSING);
  const accounts = useAccounts();
  const account: string = Form.useWatch("account") ?? accounts.data?.[0]?.name ?? "";
  const said: string = Form.useWatch("text") ?? "";
  const within = (_: unknown, value?: string) =>
    bytesOf(value ?? "") <= MOST ? Promise.resolve() : Promise.reject(new Error(words.tooLong));
  return (
    <>
      <Form.Item
        name="text"
        label={words.message}
        extra={words.messageHint(bytesOf(said))}
        rules={[{ validator: within }]}
      >
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 14 }} />
      </Form.Item>
      <AttachmentsField hint={words.attachHint} keep={(file) => act.addMedia({ account, ...file })} />
    </>
  );
}

function Preview() {
  return <Phone text={Form.useWatch("text") ?? ""} attachments={Form.useWatch("attachments", WHOLE) ?? []} />;
}
