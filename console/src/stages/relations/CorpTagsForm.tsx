import { AutoComplete, Form, Select } from "antd";
import { useWords } from "@/lib/language";
import { FormDrawer } from "@/widgets/FormDrawer";
import { useAct } from "@/widgets/useAct";
import { act, type CorpTag } from "./groups.api";
import { RELATIONS } from "./relations.api";
import { TAGS } from "./tags.copy";

interface Fields {
  corp: string;
  group: string;
  names: string[];
}

interface Props {
  /** How those corps are called that can be asked. */
  corps: Map<string, string>;
  tags: CorpTag[];
  onClose: () => void;
}

/** New tags in a group that is there or becomes; WeCom has them before they are here. */
export function CorpTagsForm({ corps, tags, onClose }: Props) {
  const words = useWords(TAGS);
  const [form] = Form.useForm<Fields>();
  const [first = ""] = corps.keys();
  const corp: string = Form.useWatch("corp", form) ?? first;
  const groups = [...new Set(tags.filter((one) => one.corp === corp).map((one) => one.group))];
  const save = useAct({
    act: (fields: Fields) => act.addTags({ ...fields, corp }),
    stale: [RELATIONS],
    done: (_) => words.saved(form.getFieldValue("names").length),
    after: onClose,
  });
  return (
    <FormDrawer<Fields>
      title={words.add}
      submit={words.save}
      form={form}
      start={{ corp: first }}
      saving={save.isPending}
      size={480}
      onSave={(fields) => save.mutate(fields)}
      onClose={onClose}
    >
      {corps.size > 1 && (
        <Form.Item name="corp" label={words.corp}>
          <Select options={[...corps].map(([value, label]) => ({ value, label }))} />
        </Form.Item>
      )}
      <Form.Item
        name="group"
        label={words.group}
        extra={words.groupHint}
        rules={[{ required: true, whitespace: true, max: 30, message: words.needed }]}
      >
        <AutoComplete options={groups.map((value) => ({ value }))} />
      </Form.Item>
      <Form.Item
        name="names"
        label={words.names}
        extra={words.namesHint}
        rules={[{ required: true, message: words.needed }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} maxCount={100} tokenSeparators={["，", ",", "、", "\n"]} />
      </Form.Item>
    </FormDrawer>
  );
}
