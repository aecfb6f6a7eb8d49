import { language, useWords } from "@/lib/language";
import { namespaceName, traitName } from "@/widgets/names";
import { WORDS } from "./map.copy";
import type { Target } from "./mapping";

/** What a place for a column is called. */
export function useTargetName(): (target: Target) => string {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (target) => {
    const [part, name = ""] = target.split(".");
    if (name === "*") return words.own;
    if (part === "identifiers") return namespaceName(name, chosen);
    if (part === "traits") return traitName(name, chosen);
    return words.targets[name] ?? name;
  };
}
