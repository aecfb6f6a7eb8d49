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

/** New tags in a group that is there or becomes; WeCom has them before they are here. */
export function CorpTagsForm({ corps, tags, onClose }: { corps: string[]; tags: CorpTag[]; onClose: () => void }) {
  const words = useWords(TAGS);
  const [form] = Form.useForm<Fields>();
  const corp: string = Form.useWatch("corp", form) ?? corps[0] ?? "";
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
      start={{ corp: corps[0] }}
      saving={save.isPending}
      size={480}
      onSave={(fields) => save.mutate(fields)}
      onClose={onClose}
    >
      {corps.length > 1 && (
        <Form.Item name="corp" label={words.corp}>
          <Select options={corps.map((value) => ({ value, label: value }))} />
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
