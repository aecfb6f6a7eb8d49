import { language, useWords } from "@/lib/language";
import { When } from "@/ui/When";
import type { Connector } from "./connectors.api";
import { WORDS } from "./connectors.copy";
import { refusedBy } from "./probe.copy";

/** What came to an account's door and changed nothing: refused, or had already. */
export function Passed({ connector }: { connector: Connector }) {
  const words = useWords(WORDS);
  const chinese = language.use() === "zh";
  const refused = connector.forged + connector.unreadable;
  return (
    <>
      {refused > 0 && (
        <span className="second small">
          {words.refused(refused)} · <When at={connector.refused_at ?? connector.forged_at} />
          {connector.refused && (
            <> · {words.lastRefused(chinese ? refusedBy(connector.refused)[0] : connector.refused)}</>
          )}
        </span>
      )}
      {connector.repeated > 0 && (
        <span className="second small">
          {words.repeated(connector.repeated)} · <When at={connector.repeated_at} />
        </span>
      )}
    </>
  );
}
