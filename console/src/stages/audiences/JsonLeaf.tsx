import { Button, Input } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { WORDS } from "./editor.copy";
import type { Node } from "./language/nodes";
import { isNode, tidied } from "./language/tidy";

interface JsonProps {
  node: Node;
  onTake: (node: Node) => void;
  onDrop: () => void;
}

/** A condition as it is written: for what the sentence has no words for. */
export function JsonLeaf({ node, onTake, onDrop }: JsonProps) {
  const words = useWords(WORDS);
  const [text, setText] = useState(() => JSON.stringify(tidied(node), null, 2));
  const read = parsed(text);
  return (
    <div className="stack tight written">
      <span className="small second">{words.written}</span>
      <Input.TextArea
        autoSize={{ minRows: 3, maxRows: 16 }}
        className="mono"
        spellCheck={false}
        aria-label={words.written}
        status={read ? undefined : "warning"}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {!read && <span className="lack">{words.unread}</span>}
      <div className="row">
        <Button size="small" disabled={!read} onClick={() => read && onTake(read)}>
          {words.take}
        </Button>
        <Button size="small" type="text" onClick={onDrop}>
          {words.drop}
        </Button>
      </div>
    </div>
  );
}

export function parsed(text: string): Node | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isNode(read) ? (tidied(read) as Node) : undefined;
  } catch {
    return undefined;
  }
}
