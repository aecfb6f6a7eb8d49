import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { toneOf } from "./codes";
import type { ListedCode } from "./codes.api";
import { WORDS } from "./codes.copy";

/** What is wrong with a code, the worst in its color; one that is well says so. */
export function Health({ code }: { code: ListedCode }) {
  const words = useWords(WORDS);
  const tone = toneOf(code);
  if (code.plan.paused) return <Chip tone={tone}>{words.isPaused}</Chip>;
  if (code.standing.alarms.length === 0) return <Chip tone={tone}>{words.healthy}</Chip>;
  return (
    <span className="code-alarms">
      {code.standing.alarms.map((alarm) => (
        <Chip key={alarm} tone={tone} title={code.standing.problem}>
          {words.alarms[alarm]}
        </Chip>
      ))}
    </span>
  );
}
