import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { copy, useWords } from "@/lib/language";

const WORDS = copy({ copy: "复制", copied: "已复制" }, { copy: "Copy", copied: "Copied" });

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const words = useWords(WORDS);
  const [done, setDone] = useState(false);
  const act = async (): Promise<void> => {
    await navigator.clipboard?.writeText(text);
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return (
    <Button size="small" icon={done ? <CheckOutlined /> : <CopyOutlined />} onClick={() => void act()}>
      {done ? words.copied : (label ?? words.copy)}
    </Button>
  );
}

/** Text to read or to take away. */
export function Code({ text, copyable = true }: { text: string; copyable?: boolean }) {
  return (
    <div className="code-box">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="code" tabIndex={0}>
        {text}
      </pre>
      {copyable && <CopyButton text={text} />}
    </div>
  );
}

export function Raw({ value }: { value: unknown }) {
  return <Code text={JSON.stringify(value, null, 2)} />;
}
