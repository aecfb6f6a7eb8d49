import { Form, Input, Modal, Select } from "antd";
import { language, useWords } from "@/lib/language";
import { Logged } from "@/widgets/Logged";
import { unitKindName } from "@/widgets/names";
import { useAct } from "@/widgets/useAct";
import { act, UNITS, type Unit, type UnitKind } from "./access.api";
import { UNITS as WORDS } from "./staff.copy";
import { below, parentsFor } from "./tree";

interface Fields {
  code: string;
  name: string;
  kind: UnitKind;
  parent: string;
}

interface UnitFormProps {
  /** The unit to change; a new one below `parent` otherwise. */
  unit: Unit | null;
  parent: Unit | null;
  units: Unit[];
  onClose: () => void;
}

export function UnitForm({ unit, parent, units, onClose }: UnitFormProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [form] = Form.useForm<Fields>();
  const save = useAct({
    act: (fields: Fields) =>
      unit
        ? act.move(unit.code, { name: fields.name, ...(fields.parent !== unit.parent && { parent: fields.parent }) })
        : act.found(fields),
    stale: [UNITS],
    done: unit ? words.changed : words.added,
    after: onClose,
  });
  const parents = unit ? parentsFor(unit, units) : units.filter((one) => below(one.kind).length);
  const over = Form.useWatch("parent", form) ?? parent?.code;
  const kinds = below(units.find((one) => one.code === over)?.kind ?? "headquarters");
  const start = unit ?? { parent: parent?.code, kind: below(parent?.kind ?? "headquarters").at(0) };
  return (
    <Modal
      title={unit ? words.change : words.add}
      open
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={unit ? words.save : words.add}
      confirmLoading={save.isPending}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={start}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item name="name" label={words.name} rules={[{ required: true, max: 100 }]}>
          <Input autoFocus />
        </Form.Item>
        {!unit && (
          <Form.Item
            name="code"
            label={words.code}
            extra={words.codeWhy}
            rules={[{ required: true, pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, message: words.codeRule }]}
          >
            <Input />
          </Form.Item>
        )}
        {unit?.parent !== null && (
          <Form.Item name="parent" label={words.parent} extra={unit ? words.moveWhy : undefined}>
            <Select
              showSearch={{ optionFilterProp: "label" }}
              options={parents.map((one) => ({ value: one.code, label: `${one.name}（${one.code}）` }))}
            />
          </Form.Item>
        )}
        {!unit && (
          <Form.Item name="kind" label={words.kind}>
            <Select options={kinds.map((value) => ({ value, label: unitKindName(value, chosen) }))} />
          </Form.Item>
        )}
      </Form>
      {unit && <Logged subject={`unit:${unit.id}`} />}
    </Modal>
  );
}
