import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useWords } from "@/lib/language";
import { CodeSelect } from "./CodeSelect";
import { ENVIRONMENTS, isAcquisition } from "./links";
import { WORDS } from "./links.copy";
import { MiniProgramField, ToField } from "./MiniProgramField";

const ADDRESS = /^(?!javascript:|data:|vbscript:|file:)[a-z][a-z0-9+.-]*:\S+$/i;

/** Where a link leads: one variant or several by weight, each with other addresses for some applications. */
export function VariantsField() {
  const words = useWords(WORDS);
  return (
    <Form.List name="variants">
      {(fields, { add, remove }) => (
        <fieldset className="link-variants">
          <legend>{words.to}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="link-variant">
              <ToField variant={name} />
              <MiniProgramField variant={name} />
              <div className="link-target">
                <Url variant={name} />
                {fields.length > 1 && (
                  <>
                    <Form.Item name={[name, "weight"]}>
                      <InputNumber min={0} max={1000} precision={0} aria-label={words.weight} prefix={words.weight} />
                    </Form.Item>
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={words.remove}
                      onClick={() => remove(name)}
                    />
                  </>
                )}
              </div>
              <Greets variant={name} />
              <Elsewhere variant={name} />
            </div>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({ url: "", weight: 1, to: "web" })}>
            {words.another}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

/** The address of a variant; beside a mini-program it is where everybody else goes. */
function Url({ variant }: { variant: number }) {
  const words = useWords(WORDS);
  const mini = Form.useWatch(["variants", variant, "to"]) === "mini";
  return (
    <Form.Item
      name={[variant, "url"]}
      label={mini ? words.fallback : undefined}
      rules={[{ required: true, pattern: ADDRESS, message: words.urlRule }]}
      className="grow"
      extra={mini ? words.fallbackWhy : variant === 0 && words.addsWhy}
    >
      <Input placeholder="https://" aria-label={mini ? words.fallback : words.url} />
    </Form.Item>
  );
}

/** By an acquisition link somebody becomes a contact: which live code says how they are welcomed and tagged. */
function Greets({ variant }: { variant: number }) {
  const words = useWords(WORDS);
  const url: string | undefined = Form.useWatch(["variants", variant, "url"]);
  if (!isAcquisition(url)) return null;
  return (
    <Form.Item name={[variant, "greets"]} label={words.greets} extra={words.greetsWhy}>
      <CodeSelect allowClear groups={false} />
    </Form.Item>
  );
}

function Elsewhere({ variant }: { variant: number }) {
  const words = useWords(WORDS);
  const options = ENVIRONMENTS.map((value) => ({ value, label: words.environments[value] }));
  return (
    <Form.List name={[variant, "others"]}>
      {(fields, { add, remove }) => (
        <div className="link-elsewhere">
          {fields.map(({ key, name }) => (
            <div key={key} className="link-target">
              <Form.Item name={[name, "environment"]} rules={[{ required: true, message: words.environment }]}>
                <Select options={options} placeholder={words.environment} aria-label={words.environment} />
              </Form.Item>
              <Form.Item
                name={[name, "url"]}
                rules={[{ required: true, pattern: ADDRESS, message: words.urlRule }]}
                className="grow"
              >
                <Input placeholder="https://" aria-label={words.url} />
              </Form.Item>
              <Button type="text" icon={<DeleteOutlined />} aria-label={words.remove} onClick={() => remove(name)} />
            </div>
          ))}
          <Button type="link" size="small" onClick={() => add({ url: "" })}>
            {words.elsewhere}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
