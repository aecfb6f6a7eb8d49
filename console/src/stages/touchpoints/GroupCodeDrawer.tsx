import { Alert } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Logged } from "@/widgets/Logged";
import { CodeFrame } from "./CodeFrame";
import { GroupCodeForm } from "./GroupCodeForm";
import { GroupHealth, useGroupNames } from "./GroupHealth";
import type { GroupCode } from "./groups.api";
import { WORDS } from "./groups.copy";

/** One group code: what to print, and how full each of its groups is, in the order in which they fill. */
export function GroupCodeDrawer({ code, onClose }: { code: GroupCode; onClose: () => void }) {
  const words = useWords(WORDS);
  const nameOf = useGroupNames();
  const most = code.plan.most ?? 200;
  return (
    <CodeFrame
      code={code}
      at="/api/group-codes"
      size={620}
      health={<GroupHealth code={code} />}
      form={(close) => <GroupCodeForm code={code} onClose={close} />}
      onClose={onClose}
    >
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
      <Logged subject={`group_code:${code.slug}`} />
    </CodeFrame>
  );
}
