import { Form, Radio, Select } from "antd";
import { useWords } from "@/lib/language";
import { useUnitList } from "@/widgets/units";
import { COMPOSING } from "./compose.copy";
import type { Fields } from "./composing";
import { useStaff, useTags } from "./moments.api";

const WHO: Fields["who"][] = ["everybody", "staff", "units"];
const SEARCHED = { optionFilterProp: "label" };

/** Who publishes it, and which of their customers may see it. */
export function WhoFields() {
  const words = useWords(COMPOSING);
  const who: Fields["who"] = Form.useWatch("who") ?? "everybody";
  const staff = useStaff().data?.filter((one) => !one.left_at);
  const units = useUnitList();
  const tags = useTags();
  return (
    <>
      <Form.Item name="who" label={words.who}>
        <Radio.Group options={WHO.map((value) => ({ value, label: words.publishing[value] }))} />
      </Form.Item>
      {who === "staff" && (
        <Form.Item name="staff" label={words.staff} rules={[{ required: true }]}>
          <Select
            mode="multiple"
            showSearch={SEARCHED}
            options={staff?.map((one) => ({ value: one.staff, label: one.name || one.staff }))}
          />
        </Form.Item>
      )}
      {who === "units" && (
        <Form.Item name="units" label={words.units} rules={[{ required: true }]}>
          <Select
            mode="multiple"
            showSearch={SEARCHED}
            options={units.data?.map((one) => ({ value: one.code, label: one.name }))}
          />
        </Form.Item>
      )}
      <Form.Item name="tags" label={words.tags} extra={words.tagsHint}>
        <Select
          mode="multiple"
          allowClear
          showSearch={SEARCHED}
          options={tags.data?.map((one) => ({ value: one.id, label: `${one.group} · ${one.name}` }))}
        />
      </Form.Item>
    </>
  );
}
