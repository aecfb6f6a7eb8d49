import { Alert, Tabs } from "antd";
import { useWords } from "@/lib/language";
import { Answer } from "@/widgets/Answer";
import { ALARMS } from "./alarms.copy";
import { CodeAdds } from "./CodeAdds";
import { CodeDuty } from "./CodeDuty";
import { CodeForm } from "./CodeForm";
import { CodeFrame } from "./CodeFrame";
import { CodeHistory } from "./CodeHistory";
import { isBad, tonight } from "./codes";
import { type ListedCode, useDuty } from "./codes.api";
import { WORDS } from "./codes.copy";
import { Health } from "./Health";
import { StaffNames, useNames } from "./StaffNames";

/** One code: what to print, who is shown now and tonight, what each was brought, what was done for whoever came. */
export function CodeDrawer({ code, onClose }: { code: ListedCode; onClose: () => void }) {
  const words = useWords(WORDS);
  const whys = useWords(ALARMS);
  const nameOf = useNames();
  const { alarms, away, problem } = code.standing;
  return (
    <CodeFrame
      code={code}
      at="/api/codes"
      size={680}
      health={<Health code={code} />}
      form={(close) => <CodeForm code={code} onClose={close} />}
      onClose={onClose}
    >
      {away.length > 0 && (
        <Alert type="warning" showIcon title={words.awayStaff(away.map(nameOf).join("、"))} style={{ marginTop: 16 }} />
      )}
      {alarms.map(
        (one) =>
          whys[one] && (
            <Alert
              key={one}
              type={isBad(one) ? "error" : "warning"}
              showIcon
              title={whys[one]}
              description={isBad(one) && problem ? <code>{problem}</code> : undefined}
              style={{ marginTop: 16 }}
            />
          ),
      )}
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
    </CodeFrame>
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
