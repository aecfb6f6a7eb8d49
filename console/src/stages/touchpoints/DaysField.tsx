import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, DatePicker, Form, Select } from "antd";
import { useWords } from "@/lib/language";
import { WORDS } from "./codes.copy";
import { HOURS } from "./StaffField";

/** Days with hours of their own, and holidays. */
export function DaysField() {
  const words = useWords(WORDS);
  return (
    <Form.List name="holidays">
      {(fields, { add, remove }) => (
        <fieldset className="code-form-part">
          <legend>{words.holidays}</legend>
          <div className="second">{words.holidaysWhy}</div>
          {fields.map(({ key, name }) => (
            <div key={key} className="code-day">
              <Form.Item name={[name, "on"]} rules={[{ required: true, message: words.holidays }]}>
                <DatePicker style={{ width: "100%" }} />
              </Form.Item>
              <Form.Item name={[name, "starts"]}>
                <Select allowClear options={HOURS} placeholder={words.starts} aria-label={words.starts} />
              </Form.Item>
              <Form.Item name={[name, "ends"]}>
                <Select allowClear options={HOURS} placeholder={words.ends} aria-label={words.ends} />
              </Form.Item>
              <Button type="text" icon={<DeleteOutlined />} aria-label={words.remove} onClick={() => remove(name)} />
            </div>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({})}>
            {words.anotherDay}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
