import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Select } from "antd";
import { useWords } from "@/lib/language";
import { WEEK } from "./codes";
import { WORDS } from "./codes.copy";

const HOURS = Array.from({ length: 48 }, (_, half) => {
  const value = `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`;
  return { value, label: value };
});

interface HoursFieldsProps {
  /** Where the list stands in the form, and where it stands in the list above it. */
  path: (string | number)[];
  name: (string | number)[];
  /** Whether hours are of weekdays; those of a day of its own are not. */
  weekly?: boolean;
  /** What it means that there are none. */
  none: string;
  add: string;
}

/** Hours, one row each: on which weekdays, from when, until when. Neither half of a row may be missing. */
export function HoursFields({ path, name, weekly = false, none, add: another }: HoursFieldsProps) {
  const words = useWords(WORDS);
  return (
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <div className="code-hours">
          {fields.length === 0 && <span className="second">{none}</span>}
          {fields.map(({ key, name: place }) => (
            <div key={key} className={weekly ? "code-shift" : "code-shift of-a-day"}>
              {weekly && (
                <Form.Item name={[place, "weekdays"]}>
                  <Select
                    mode="multiple"
                    aria-label={words.weekdays}
                    placeholder={words.everyDay}
                    options={WEEK.map((value) => ({ value, label: words.days[value] }))}
                  />
                </Form.Item>
              )}
              <Half name={[place, "starts"]} label={words.starts} />
              <Until path={[...path, place]} name={place} />
              <Button type="text" icon={<DeleteOutlined />} aria-label={words.remove} onClick={() => remove(place)} />
            </div>
          ))}
          <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => add({})}>
            {another}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

function Until({ path, name }: { path: (string | number)[]; name: number }) {
  const words = useWords(WORDS);
  const [starts, ends] = [Form.useWatch([...path, "starts"]), Form.useWatch([...path, "ends"])];
  const over = starts && ends && ends <= starts;
  return <Half name={[name, "ends"]} label={words.ends} extra={over ? words.overnight.trim() : undefined} />;
}

function Half({ name, label, extra }: { name: (string | number)[]; label: string; extra?: string }) {
  const words = useWords(WORDS);
  return (
    <Form.Item name={name} extra={extra} rules={[{ required: true, message: words.chooseTime }]}>
      <Select aria-label={label} placeholder={label} options={HOURS} />
    </Form.Item>
  );
}
