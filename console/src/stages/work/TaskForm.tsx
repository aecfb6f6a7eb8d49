import { Button, DatePicker, Drawer, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { day, exact } from "@/lib/moments";
import { useScripts } from "@/widgets/scripts";
import { TASKS } from "@/widgets/tasks";
import { useAct } from "@/widgets/useAct";
import { act, useStaff } from "./work.api";
import { WORDS } from "./work.copy";

interface Filled {
  staff: string;
  person?: string;
  words: string;
  script?: number;
  due: Dayjs;
}

/** A task by hand: who, what, until when, about whom, and with which words. */
export function TaskForm({ onClose }: { onClose: () => void }) {
  const words = useWords(WORDS);
  const [form] = Form.useForm<Filled>();
  const [key] = useState(() => crypto.randomUUID());
  const staff = useStaff().data?.filter((one) => !one.left_at) ?? [];
  const scripts = useScripts("").data?.filter((one) => !one.own) ?? [];
  const give = useAct({
    act: (filled: Filled) => {
      const [corp = "", userid = ""] = filled.staff.split(" ");
      return act.give({
        corp,
        staff: userid,
        unit: "",
        group: "",
        person: filled.person?.trim() || null,
        words: filled.words,
        script: filled.script ?? null,
        due_at: `${filled.due.format("YYYY-MM-DDTHH:mm")}:00+08:00`,
        key,
      });
    },
    stale: [TASKS],
    done: words.given,
    after: onClose,
  });
  return (
    <Drawer
      open
      size={480}
      title={words.give}
      onClose={onClose}
      footer={
        <Button type="primary" loading={give.isPending} onClick={() => form.submit()}>
          {words.give}
        </Button>
      }
    >
      <Form form={form} layout="vertical" onFinish={(filled) => give.mutate(filled)}>
        <Form.Item name="staff" label={words.staff} rules={[{ required: true, message: words.needed }]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={staff.map((one) => ({ value: `${one.corp} ${one.staff}`, label: one.name || one.staff }))}
          />
        </Form.Item>
        <Form.Item
          name="words"
          label={words.what}
          rules={[{ required: true, whitespace: true, message: words.needed }]}
        >
          <Input.TextArea maxLength={1000} showCount autoSize={{ minRows: 3 }} placeholder={words.whatHint} />
        </Form.Item>
        <Form.Item name="due" label={words.due} rules={[{ required: true, message: words.needed }]} extra={words.zone}>
          <DatePicker
            showTime={{ format: "HH:mm", minuteStep: 15 }}
            format="YYYY-MM-DD HH:mm"
            disabledDate={(one) => one.format("YYYY-MM-DD") < day(exact(Date.now()))}
          />
        </Form.Item>
        <Form.Item name="person" label={words.person} extra={words.personWhy}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="script" label={words.script}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            options={scripts.map((one) => ({ value: one.id, label: one.title }))}
          />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
