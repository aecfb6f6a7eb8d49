import { copy, language, useWords } from "@/lib/language";
import { useActors } from "./actors";
import { evidenceOf } from "./evidenceOf";
import { useSources } from "./sources";

const WORDS = copy(
  {
    label: "证据",
    message: (source: string) => `来自「${source}」的一条事件`,
    by: (who: string) => `${who}的人工决定`,
  },
  {
    label: "Evidence",
    message: (source: string) => `an event from “${source}”`,
    by: (who: string) => `decided by ${who}`,
  },
);

/** Why two identifiers were taken for one person: an event that carried both, or somebody's decision. */
export function Evidence({ text }: { text: string }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const sources = useSources();
  const actors = useActors();
  const found = evidenceOf(text);
  return (
    <span className="row small">
      <span className="second">{words.label}</span>
      {found ? words.message(sources.get(found.source) ?? String(found.source)) : words.by(actors(text, chosen))}
      {found && <span className="mono second">{found.message}</span>}
    </span>
  );
}
