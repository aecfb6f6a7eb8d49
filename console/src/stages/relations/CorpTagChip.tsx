import { Button, Input, Popconfirm, Popover, Space } from "antd";
import { useState } from "react";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Count } from "@/ui/Figures";
import { useAct } from "@/widgets/useAct";
import { act, type CorpTag } from "./groups.api";
import { RELATIONS } from "./relations.api";
import { TAGS } from "./tags.copy";

/** A corp tag and how many relations have it; where WeCom can be asked it opens, to rename or delete it there. */
export function CorpTagChip({ tag, canChange }: { tag: CorpTag; canChange: boolean }) {
  const words = useWords(TAGS);
  const [open, setOpen] = useState(false);
  const shown = (
    <>
      {tag.name} <Count value={tag.carriers} />
    </>
  );
  const title = words.carriers(String(tag.carriers));
  if (!canChange)
    return (
      <span className="chip" title={title}>
        {shown}
      </span>
    );
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Change tag={tag} onDone={() => setOpen(false)} />}
    >
      <button type="button" className="chip" title={title} aria-label={words.edit(tag.name)}>
        {shown}
      </button>
    </Popover>
  );
}

function Change({ tag, onDone }: { tag: CorpTag; onDone: () => void }) {
  const words = useWords(TAGS);
  const chosen = language.use();
  const [name, setName] = useState(tag.name);
  const ends = { stale: [RELATIONS], after: onDone };
  const rename = useAct({ ...ends, act: () => act.renameTag(tag, name.trim()), done: words.renamed });
  const remove = useAct({ ...ends, act: () => act.removeTag(tag), done: words.removed });
  const changed = name.trim() !== "" && name.trim() !== tag.name;
  return (
    <div className="stack" style={{ gap: 8 }}>
      <Space.Compact>
        <Input
          autoFocus
          aria-label={words.edit(tag.name)}
          maxLength={30}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => changed && rename.mutate()}
        />
        <Button type="primary" disabled={!changed} loading={rename.isPending} onClick={() => rename.mutate()}>
          {words.rename}
        </Button>
      </Space.Compact>
      <Popconfirm
        placement="bottomLeft"
        title={words.removeAsk(tag.name, count(tag.carriers, chosen))}
        description={<div style={{ maxWidth: 300 }}>{words.removeWhy}</div>}
        okText={words.remove}
        okButtonProps={{ danger: true }}
        onConfirm={() => remove.mutate()}
      >
        <Button danger size="small" loading={remove.isPending}>
          {words.remove}
        </Button>
      </Popconfirm>
    </div>
  );
}
