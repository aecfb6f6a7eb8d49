import { DownloadOutlined, EditOutlined, PrinterOutlined } from "@ant-design/icons";
import { Alert, Button, Drawer, Dropdown, Tabs } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { CopyButton } from "@/ui/Code";
import { Answer } from "@/widgets/Answer";
import { CodeAdds } from "./CodeAdds";
import { CodeDuty } from "./CodeDuty";
import { CodeForm } from "./CodeForm";
import { CodeHistory } from "./CodeHistory";
import { tonight } from "./codes";
import { type ListedCode, printed, useDuty } from "./codes.api";
import { WORDS } from "./codes.copy";
import { Health } from "./Health";
import { StaffNames, useNames } from "./StaffNames";

/** One code: what to print, who is shown now and tonight, what each was brought, what was done for whoever came. */
export function CodeDrawer({ code, onClose }: { code: ListedCode; onClose: () => void }) {
  const words = useWords(WORDS);
  const may = useMay();
  const nameOf = useNames();
  const [changing, setChanging] = useState(false);
  const { alarms, away, problem } = code.standing;
  return (
    <Drawer
      open
      size={680}
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
          <Health code={code} />
          {code.plan.note && <span className="second">{code.plan.note}</span>}
        </div>
      </div>
      {away.length > 0 && (
        <Alert type="warning" showIcon title={words.awayStaff(away.map(nameOf).join("、"))} style={{ marginTop: 16 }} />
      )}
      {problem && alarms.length > 0 && <Alert type="error" showIcon title={problem} style={{ marginTop: 16 }} />}
      <div className="code-now">
        <Shown slug={code.slug} label={words.shownNow} />
        <Shown slug={code.slug} label={words.shownTonight} at={tonight(new Date())} />
      </div>
      <Tabs
        items={[
          { key: "duty", label: words.tabs.duty, children: <CodeDuty code={code} /> },
          { key: "adds", label: words.tabs.adds, children: <CodeAdds slug={code.slug} /> },
          { key: "history", label: words.tabs.history, children: <CodeHistory slug={code.slug} /> },
        ]}
      />
      {changing && <CodeForm code={code} onClose={() => setChanging(false)} />}
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

function Shown({ slug, label, at }: { slug: string; label: string; at?: string }) {
  const words = useWords(WORDS);
  return (
    <div>
      <b>{label}</b>
      <Answer query={useDuty(slug, at)} loading={48}>
        {(duty) => (
          <>
            <StaffNames ids={duty.staff} most={6} />
            <span className="second">{words.whys[duty.why]}</span>
          </>
        )}
      </Answer>
    </div>
  );
}
