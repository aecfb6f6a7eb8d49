import { Button, Drawer, Form, Input, Popconfirm, Radio, Select } from "antd";
import { useMe } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Logged } from "@/widgets/Logged";
import { roleName } from "@/widgets/names";
import { useUnitList } from "@/widgets/units";
import { useAct } from "@/widgets/useAct";
import { act, type Member, ROLES, type Role, STAFF } from "./access.api";
import { oneTime } from "./password";
import { STAFF as WORDS } from "./staff.copy";

interface Fields {
  login: string;
  name: string;
  role: Role;
  unit: string;
}

interface MemberFormProps {
  member: Member | null;
  onClose: () => void;
  onSecret: (secret: { login: string; password: string }) => void;
}

/** A member to add or to change; a password is made here, shown once and never sent back. */
export function MemberForm({ member, onClose, onSecret }: MemberFormProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const me = useMe();
  const units = useUnitList();
  const [form] = Form.useForm<Fields>();
  const myself = member !== null && me.actor === `staff:${member.id}`;
  const save = useAct({
    act: async (fields: Fields) => {
      if (member) return act.change(member.id, { name: fields.name, role: fields.role, unit: fields.unit });
      const password = oneTime();
      const hired = await act.hire({ ...fields, password });
      onSecret({ login: hired.login, password });
      return hired;
    },
    stale: [STAFF, ["me"]],
    done: member ? words.changed : words.added,
    after: onClose,
  });
  return (
    <Drawer
      open
      onClose={onClose}
      title={member ? member.name : words.add}
      size={440}
      footer={
        <div className="row">
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {member ? words.save : words.add}
          </Button>
          {member && !myself && <More member={member} onClose={onClose} onSecret={onSecret} />}
        </div>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={member ?? { role: "viewer", unit: "HQ" }}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item name="name" label={words.name} rules={[{ required: true, max: 100 }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="login" label={words.login} rules={[{ required: true, min: 2, max: 100 }]}>
          <Input disabled={member !== null} autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={words.role}>
          <Radio.Group className="stack tight" disabled={myself}>
            {ROLES.map((role) => (
              <Radio key={role} value={role}>
                {roleName(role, chosen)}
                <div className="second small">{words.roles[role]}</div>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="unit" label={words.unit} extra={words.unitWhy}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            disabled={myself}
            options={(units.data ?? []).map((unit) => ({ value: unit.code, label: `${unit.name}（${unit.code}）` }))}
          />
        </Form.Item>
      </Form>
      {member && <Logged subject={`staff:${member.id}`} />}
    </Drawer>
  );
}

/** What ends sessions: a new password, being disabled. */
function More({ member, onClose, onSecret }: MemberFormProps & { member: Member }) {
  const words = useWords(WORDS);
  const off = member.disabled_at !== null;
  const reset = useAct({
    act: async () => {
      const password = oneTime();
      await act.change(member.id, { password });
      onSecret({ login: member.login, password });
    },
    stale: [STAFF],
    after: onClose,
  });
  const toggle = useAct({
    act: () => act.change(member.id, { disabled: !off }),
    stale: [STAFF],
    done: words.changed,
    after: onClose,
  });
  return (
    <>
      <Popconfirm
        title={words.reset}
        description={<div className="narrow">{words.resetWhy}</div>}
        okText={words.reset}
        onConfirm={() => reset.mutate()}
      >
        <Button loading={reset.isPending}>{words.reset}</Button>
      </Popconfirm>
      {off ? (
        <Button onClick={() => toggle.mutate()}>{words.enable}</Button>
      ) : (
        <Popconfirm
          title={words.disable}
          description={<div className="narrow">{words.disableWhy}</div>}
          okText={words.disable}
          onConfirm={() => toggle.mutate()}
        >
          <Button danger loading={toggle.isPending}>
            {words.disable}
          </Button>
        </Popconfirm>
      )}
    </>
  );
}
