import { language, useWords } from "@/lib/language";
import { levelName } from "./flows";
import type { Change } from "./rules";
import { WORDS } from "./rules.copy";

/** This will say in words what one version of the rules changed beside another. */
export function useSaid(): (changes: readonly Change[]) => string {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  return (changes) => {
    if (!changes.length) return words.nothing;
    const said = changes.map(({ kind, level }) => words.changes[kind](level ? levelName(level, zh) : ""));
    return said.join(zh ? "，" : ", ");
  };
}
