import { Alert, Button, Drawer, Form, Input, Popconfirm, Select, Tabs } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { type Folder, type Part, SCRIPTS, type Script } from "@/widgets/scripts";
import { useAct } from "@/widgets/useAct";
import { Parts } from "./Parts";
import { Uses, Versions } from "./Records";
import { act } from "./scripts.api";
import { WORDS } from "./scripts.copy";

interface DrawerProps {
  script: Script | null;
  folders: Folder[];
  folder?: number;
  onClose: () => void;
}

const FIRST: Part = { kind: "text", text: "", title: "", url: "", picture: "" };

/** A script being written or changed, what it was, and who used it. */
export function ScriptDrawer({ script, folders, folder, onClose }: DrawerProps) {
  const words = useWords(WORDS);
  const shared = useMay()("touchpoints.manage");
  const open = folders.filter((one) => one.own || shared);
  const [title, setTitle] = useState(script?.title ?? "");
  const [place, setPlace] = useState(script?.folder ?? open.find((one) => one.id === folder)?.id ?? open[0]?.id);
  const [parts, setParts] = useState<Part[]>(script?.parts ?? [FIRST]);
  const [key] = useState(() => crypto.randomUUID());
  const may = script ? script.own || shared : true;
  const save = useAct({
    act: () => {
      const said = { folder: place ?? 0, title: title.trim(), parts };
      return script ? act.change(script.id, { ...said, version: script.version }) : act.write({ ...said, key });
    },
    stale: [SCRIPTS],
    done: words.saved,
    after: onClose,
  });
  const remove = useAct({ act: act.remove, stale: [SCRIPTS], done: words.removed, after: onClose });
  const form = (
    <Form layout="vertical" disabled={!may}>
      {!may && <Alert type="info" title={words.readOnly} style={{ marginBottom: 16 }} />}
      <Form.Item label={words.name}>
        <Input
          value={title}
          maxLength={60}
          showCount
          aria-label={words.name}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={words.folder}>
        <Select
          value={place}
          aria-label={words.folder}
          onChange={setPlace}
          options={(may ? open : folders).map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Parts parts={parts} onChange={setParts} />
    </Form>
  );
  const footer = may && (
    <div className="row between">
      {script ? (
        <Popconfirm title={words.removeAsk} onConfirm={() => remove.mutate(script.id)}>
          <Button danger type="text">
            {words.remove}
          </Button>
        </Popconfirm>
      ) : (
        <span />
      )}
      <Button type="primary" disabled={!title.trim() || !place} loading={save.isPending} onClick={() => save.mutate()}>
        {words.save}
      </Button>
    </div>
  );
  return (
    <Drawer open size={640} title={script ? words.edit : words.add} onClose={onClose} footer={footer}>
      {script ? (
        <Tabs
          destroyOnHidden
          items={[
            { key: "script", label: words.tabs.script, children: form },
            { key: "versions", label: words.tabs.versions, children: <Versions script={script.id} /> },
            { key: "used", label: words.tabs.used, children: <Uses script={script.id} /> },
          ]}
        />
      ) : (
        form
      )}
    </Drawer>
  );
}
