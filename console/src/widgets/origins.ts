import { copy, language, useWords } from "@/lib/language";
import { useActors } from "./actors";
import { useSources } from "./sources";

const WORDS = copy(
  { import: (id: string) => `导入 ${id}`, source: (id: string) => `来源 ${id}` },
  { import: (id: string) => `import ${id}`, source: (id: string) => `source ${id}` },
);

/** Who said something: `event:1/…` and `source:1` are a source, `import:5` a file; staff and tokens as `useActors` knows them. */
export function useOrigins(): (origin: string) => string {
  const words = useWords(WORDS);
  const chosen = language.use();
  const actors = useActors();
  const sources = useSources();
  return (origin) => {
    const { kind, id } = partsOf(origin);
    if (kind === "import") return words.import(id);
    if (kind === "event" || kind === "source") return sources.get(Number(id)) ?? words.source(id);
    return actors(origin, chosen);
  };
}

/** This will tell what kind of origin it is, and its number; the message of an event is left out. */
export function partsOf(origin: string): { kind: string; id: string } {
  const [, kind = origin, id = ""] = /^(\w+):([^/]*)/.exec(origin) ?? [];
  return { kind, id };
}
