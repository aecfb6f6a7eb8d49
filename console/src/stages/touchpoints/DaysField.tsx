import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, DatePicker, Form } from "antd";
import { useWords } from "@/lib/language";
import { WORDS } from "./codes.copy";
import { HoursFields } from "./HoursFields";

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
              <Form.Item name={[name, "on"]} rules={[{ required: true, message: words.chooseDay }]}>
                <DatePicker style={{ width: "100%" }} />
              </Form.Item>
              <HoursFields
                path={["holidays", name, "hours"]}
                name={[name, "hours"]}
                none={words.wholeDay}
                add={words.anotherHours}
              />
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
