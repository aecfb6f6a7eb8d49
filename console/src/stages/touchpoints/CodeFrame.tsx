import { DownloadOutlined, EditOutlined, PrinterOutlined } from "@ant-design/icons";
import { Button, Drawer, Dropdown } from "antd";
import { type ReactNode, useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { CopyButton } from "@/ui/Code";
import { FRAME } from "./frame.copy";

interface CodeFrameProps {
  code: { slug: string; address: string; plan: { name: string; note?: string } };
  /** Where what is printed of it is: `/api/codes`. */
  at: string;
  size: number;
  health?: ReactNode;
  /** The form that changes it. */
  form: (onClose: () => void) => ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** The drawer of a printed code of any kind: its picture, where it is, what to print, and a way to change it. */
export function CodeFrame({ code, at, size, health, form, onClose, children }: CodeFrameProps) {
  const words = useWords(FRAME);
  const may = useMay();
  const [changing, setChanging] = useState(false);
  const files = `${at}/${encodeURIComponent(code.slug)}`;
  return (
    <Drawer
      open
      size={size}
      title={code.plan.name}
      onClose={onClose}
      extra={
        may("touchpoints.manage") && (
          <Button icon={<EditOutlined />} onClick={() => setChanging(true)}>
            {words.change}
          </Button>
        )
      }
    >
      <div className="link-head">
        <img src={`${files}/qr.svg?size=4`} alt={code.address} />
        <div className="stack">
          <code className="link-address">{code.address}</code>
          <div className="row">
            <CopyButton text={code.address} />
            <Sheets files={files} />
            <Button size="small" icon={<DownloadOutlined />} href={`${files}/qr.svg?size=10`} download>
              {words.svg}
            </Button>
          </div>
          {health}
          {code.plan.note && <span className="second">{code.plan.note}</span>}
        </div>
      </div>
      {children}
      {changing && form(() => setChanging(false))}
    </Drawer>
  );
}

function Sheets({ files }: { files: string }) {
  const words = useWords(FRAME);
  const items = (["a4", "a5", "a6"] as const).map((paper) => ({
    key: paper,
    label: (
      <a href={`${files}/print.pdf?paper=${paper}`} download>
        {words.sheets[paper]}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }}>
      <Button size="small" icon={<PrinterOutlined />}>
        PDF
      </Button>
    </Dropdown>
  );
}
