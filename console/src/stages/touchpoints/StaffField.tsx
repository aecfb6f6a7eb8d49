import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Checkbox, Form, InputNumber } from "antd";
import { useWords } from "@/lib/language";
import { useStaff } from "./codes.api";
import { WORDS } from "./codes.copy";
import { HoursFields } from "./HoursFields";

/** Who stands behind a code: each with days and hours, a cap, a weight, or as a backup. */
export function StaffField() {
  const words = useWords(WORDS);
  const staff = useStaff();
  const options = staff.data
    ?.filter((one) => !one.left_at)
    .map((one) => ({
      value: one.staff,
      label: one.name ? `${one.name} · ${one.staff}` : one.staff,
    }));
  const weighted = Form.useWatch("mode") === "weighted";
  return (
    <Form.List name="staff">
      {(fields, { add, remove }) => (
        <fieldset className="code-form-part">
          <legend>{words.staff}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="code-staff">
              <div className="code-staff-row">
                <Form.Item name={[name, "staff_id"]} label={words.staffId} rules={[{ required: true }]}>
                  <AutoComplete options={options} showSearch={{ filterOption: (typed, one) => holds(one, typed) }} />
                </Form.Item>
                <Form.Item name={[name, "weight"]} label={words.weight} hidden={!weighted}>
                  <InputNumber min={1} max={1000} precision={0} />
                </Form.Item>
                <Form.Item name={[name, "daily_cap"]} label={words.cap} tooltip={words.capWhy}>
                  <InputNumber min={0} precision={0} placeholder={words.noCap} />
                </Form.Item>
                <Form.Item
                  name={[name, "backup"]}
                  label={words.backup}
                  tooltip={words.backupWhy}
                  valuePropName="checked"
                >
                  <Checkbox aria-label={words.backup} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={words.remove}
                    onClick={() => remove(name)}
                    style={{ marginTop: 30 }}
                  />
                )}
              </div>
              <Shifts name={name} />
            </div>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({ staff_id: "", weight: 1 })}>
            {words.anotherStaff}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function Shifts({ name }: { name: number }) {
  const words = useWords(WORDS);
  const backup = Form.useWatch(["staff", name, "backup"]);
  if (backup) return null;
  return (
    <HoursFields
      path={["staff", name, "shifts"]}
      name={[name, "shifts"]}
      weekly
      none={words.always}
      add={words.anotherShift}
    />
  );
}

function holds(one: { label?: unknown } | undefined, typed: string): boolean {
  return String(one?.label ?? "")
    .toLowerCase()
    .includes(typed.toLowerCase());
}
