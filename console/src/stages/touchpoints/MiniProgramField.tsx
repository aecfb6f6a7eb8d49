import { Checkbox, Form, Input, Segmented, Select } from "antd";
import { useWords } from "@/lib/language";
import { Go } from "@/widgets/Go";
import { useMiniPrograms } from "./links.api";
import { WORDS } from "./links.copy";

/** Whether a variant leads phones to a page of the web or into a mini-program. */
export function ToField({ variant }: { variant: number }) {
  const words = useWords(WORDS);
  const options = [
    { value: "web", label: words.toWeb },
    { value: "mini", label: words.toMini },
  ];
  return (
    <Form.Item name={[variant, "to"]} className="link-to">
      <Segmented options={options} aria-label={words.to} />
    </Form.Item>
  );
}

/** The page of a mini-program that a variant leads to. */
export function MiniProgramField({ variant }: { variant: number }) {
  const words = useWords(WORDS);
  const mini = Form.useWatch(["variants", variant, "to"]) === "mini";
  const known = useMiniPrograms();
  if (!mini) return null;
  const options = known.data?.map((one) => ({ value: one.account, label: `${one.title} · ${one.appid}` }));
  const part = (name: string) => [variant, "mini_program", name];
  return (
    <>
      <Form.Item
        name={part("account")}
        label={words.miniProgram}
        rules={[{ required: true, message: words.miniProgramRule }]}
        extra={known.data?.length === 0 && <Go to="/connectors">{words.noMiniProgram}</Go>}
      >
        <Select loading={known.isPending} options={options} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name={part("path")} label={words.page} extra={words.pageWhy}>
          <Input placeholder="pages/index/index" />
        </Form.Item>
        <Form.Item name={part("query")} label={words.query} extra={words.queryWhy}>
          <Input placeholder="from=wall" />
        </Form.Item>
      </div>
      <Form.Item name={part("by_scheme")} valuePropName="checked" extra={words.bySchemeWhy}>
        <Checkbox>{words.byScheme}</Checkbox>
      </Form.Item>
    </>
  );
}
