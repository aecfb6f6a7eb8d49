import { Form, Input, Modal } from "antd";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, SEGMENTS, type Segment } from "./audiences.api";
import type { Definition } from "./language/nodes";
import { said } from "./language/words";
import { WORDS } from "./page.copy";
import { useLexicon } from "./useLexicon";

interface FormProps {
  definition: Definition;
  suggested: { name: string; note: string };
  onClose: () => void;
  onDone: (segment: Segment) => void;
}

const NAME = /^[^\s/\p{Cc}]([^/\p{Cc}]{0,98}[^\s/\p{Cc}])?$/u;

/** The name under which it is kept, and what it is for. */
export function SaveForm({ definition, suggested, onClose, onDone }: FormProps) {
  const words = useWords(WORDS);
  const lexicon = useLexicon();
  const [form] = Form.useForm<{ name: string; note: string }>();
  const create = useAct({
    act: act.create,
    stale: [[...SEGMENTS, "list"]],
    done: (segment) => words.saved(segment.name, segment.version),
    after: onDone,
  });
  return (
    <Modal
      open
      title={words.save}
      okText={words.save}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={suggested}
        onFinish={({ name, note }) => create.mutate({ name, note: note ?? "", definition, version: 0 })}
      >
        <p className="small second quote">{said(definition.where, lexicon)}</p>
        <Form.Item name="name" label={words.name} rules={[{ required: true, pattern: NAME, message: words.nameRule }]}>
          <Input autoFocus maxLength={100} onPressEnter={() => form.submit()} />
        </Form.Item>
        <Form.Item name="note" label={words.note}>
          <Input.TextArea rows={2} maxLength={1000} placeholder={words.noteWhy} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
