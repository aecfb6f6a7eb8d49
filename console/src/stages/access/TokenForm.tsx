import { Checkbox, Form, Input, Modal, Segmented, Select } from "antd";
import { type Permission, useMe } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { permissionName } from "@/widgets/names";
import { useUnitList } from "@/widgets/units";
import { useAct } from "@/widgets/useAct";
import { act, TOKENS } from "./access.api";
import { WORDS } from "./tokens.copy";

interface Fields {
  name: string;
  permissions: Permission[];
  units?: string[];
  days: number;
}

const DAYS = [30, 90, 365, 0];
const DAY = 86_400_000;

/** A token: what for, what it may, whose data it sees, until when. */
export function TokenForm({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const me = useMe();
  const units = useUnitList();
  const [form] = Form.useForm<Fields>();
  const make = useAct({
    act: ({ name, permissions, units: seen, days }: Fields) =>
      act.token({
        name,
        permissions,
        units: seen?.length ? seen : null,
        expires_at: days ? new Date(Date.now() + days * DAY).toISOString() : null,
      }),
    stale: [TOKENS],
    after: (made) => {
      onMade(made.token);
      onClose();
    },
  });
  return (
    <Modal
      title={words.add}
      open
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={words.add}
      confirmLoading={make.isPending}
      width={600}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ days: 90, permissions: [] }}
        onFinish={(fields) => make.mutate(fields)}
      >
        <Form.Item name="name" label={words.name} rules={[{ required: true, max: 100, message: words.nameHint }]}>
          <Input placeholder={words.nameHint} autoFocus />
        </Form.Item>
        <Form.Item
          name="permissions"
          label={words.permissions}
          extra={words.permissionsWhy}
          rules={[{ required: true, type: "array", min: 1, message: words.permissionsWhy }]}
        >
          <Checkbox.Group
            className="two-columns"
            options={me.permissions.map((value) => ({ value, label: permissionName(value, chosen) }))}
          />
        </Form.Item>
        <Form.Item name="units" label={words.units}>
          <Select
            mode="multiple"
            placeholder={words.all}
            showSearch={{ optionFilterProp: "label" }}
            options={(units.data ?? []).map((unit) => ({ value: unit.code, label: unit.name }))}
          />
        </Form.Item>
        <Form.Item name="days" label={words.expires}>
          <Segmented options={DAYS.map((value) => ({ value, label: words.expiry[value] ?? String(value) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
