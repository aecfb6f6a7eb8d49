import { DownloadOutlined, EditOutlined, PrinterOutlined } from "@ant-design/icons";
import { Alert, Button, Drawer, Dropdown } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { CopyButton } from "@/ui/Code";
import { GroupCodeForm } from "./GroupCodeForm";
import { GroupHealth, useGroupNames } from "./GroupHealth";
import { type GroupCode, printed } from "./groups.api";
import { WORDS } from "./groups.copy";

/** One group code: what to print, and how full each of its groups is, in the order in which they fill. */
export function GroupCodeDrawer({ code, onClose }: { code: GroupCode; onClose: () => void }) {
  const words = useWords(WORDS);
  const may = useMay();
  const nameOf = useGroupNames();
  const [changing, setChanging] = useState(false);
  const most = code.plan.most ?? 200;
  return (
    <Drawer
      open
      size={620}
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
        <img src={printed(code.slug, "qr.svg?size=4")} alt={code.address} />
        <div className="stack">
          <code className="link-address">{code.address}</code>
          <div className="row">
            <CopyButton text={code.address} />
            <Sheets slug={code.slug} />
            <Button size="small" icon={<DownloadOutlined />} href={printed(code.slug, "qr.svg?size=10")} download>
              {words.svg}
            </Button>
          </div>
          <GroupHealth code={code} />
          {code.plan.note && <span className="second">{code.plan.note}</span>}
        </div>
      </div>
      {code.problem && code.alarms.length > 0 && (
        <Alert type="error" showIcon title={code.problem} style={{ marginTop: 16 }} />
      )}
      <ol className="group-code-groups">
        {[...code.plan.groups, ...code.found].map((group) => (
          <li key={group} className="row between">
            <span className="row">
              {nameOf(group)}
              {code.shown.includes(group) && <Chip tone="good">{words.shownNow}</Chip>}
              {code.found.includes(group) && <Chip tone="quiet">{words.opened}</Chip>}
            </span>
            <span className="second">{group in code.sizes ? words.people(code.sizes[group] ?? 0, most) : "–"}</span>
          </li>
        ))}
      </ol>
      {changing && <GroupCodeForm code={code} onClose={() => setChanging(false)} />}
    </Drawer>
  );
}

function Sheets({ slug }: { slug: string }) {
  const words = useWords(WORDS);
  const items = (["a4", "a5", "a6"] as const).map((paper) => ({
    key: paper,
    label: (
      <a href={printed(slug, `print.pdf?paper=${paper}`)} download>
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
