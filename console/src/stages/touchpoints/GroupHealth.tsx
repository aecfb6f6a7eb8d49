import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { type GroupCode, useGroups } from "./groups.api";
import { WORDS } from "./groups.copy";

/** This will tell what groups are called; a group that nobody knows shows its id. */
export function useGroupNames(): (id: string) => string {
  const words = useWords(WORDS);
  const groups = useGroups();
  const names = new Map(groups.data?.groups.map((one) => [one.id, one.name || words.unnamed]));
  return (id) => names.get(id) ?? id;
}

/** What is wrong with a group code; one that is well says so. */
export function GroupHealth({ code }: { code: GroupCode }) {
  const words = useWords(WORDS);
  if (code.plan.paused) return <Chip tone="quiet">{words.isPaused}</Chip>;
  if (code.alarms.length === 0) return <Chip tone="good">{words.healthy}</Chip>;
  return (
    <span className="code-alarms">
      {code.alarms.map((alarm) => (
        <Chip key={alarm} tone="look" title={code.problem}>
          {words.alarms[alarm] ?? alarm}
        </Chip>
      ))}
    </span>
  );
}
