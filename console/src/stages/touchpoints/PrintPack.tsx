import { PrinterOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useWords } from "@/lib/language";
import { FRAME } from "./frame.copy";

/** What can be printed, as the server names it. */
export type Printed = "link" | "code" | "group_code" | "store_code" | "page";

const MOST = 60;

interface PrintPackProps {
  kind: Printed;
  codes: string[];
  /** What the button says; how many there are, otherwise. */
  label?: string;
}

/** Codes as one file for a printer: a sheet each, or four cards on a sheet to be cut apart. */
export function PrintPack({ kind, codes, label }: PrintPackProps) {
  const words = useWords(FRAME);
  const chosen = codes.map((code) => `code=${encodeURIComponent(`${kind}:${code}`)}`).join("&");
  const items = (["a4_cards", "a4", "a5", "a6"] as const).map((paper) => ({
    key: paper,
    label: (
      <a href={`/api/print-pack.pdf?${chosen}&paper=${paper}`} download>
        {words.packs[paper]}
      </a>
    ),
  }));
  const tooMany = codes.length > MOST;
  return (
    <Dropdown menu={{ items }} disabled={tooMany}>
      <Button size={label ? "small" : "middle"} icon={<PrinterOutlined />}>
        {label ?? (tooMany ? words.tooMany(MOST) : words.print(codes.length))}
      </Button>
    </Dropdown>
  );
}
