import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Script = Shapes["ScriptOut"];
export type Part = Shapes["ScriptPart"];
export type Folder = Shapes["ScriptFolderOut"];

export const SCRIPTS = ["scripts"];

/** What fills itself in where it stands in braces. */
export interface Values {
  客户称呼?: string;
  员工姓名?: string;
}

/** This will fill a text in; what is not known stays in its braces, so that staff see it before a customer does. */
export function filled(text: string, values: Values): string {
  return text.replace(/\{(客户称呼|员工姓名)\}/g, (whole, name: keyof Values) => values[name] || whole);
}

/** This will give what of a script can be copied as words: texts filled in, links with their titles. */
export function wordsOf(parts: readonly Part[], values: Values): string {
  const said = parts.map((part) => {
    if (part.kind === "text") return filled(part.text ?? "", values);
    return part.kind === "link" ? [part.title, part.url].filter(Boolean).join("\n") : "";
  });
  return said.filter(Boolean).join("\n");
}

export const pictureOf = (part: Part) => `/api/scripts/pictures/${part.picture}`;

export function useScripts(q: string, folder?: number) {
  return useQuery({
    queryKey: [...SCRIPTS, "list", q, folder ?? 0],
    queryFn: () => given(api.GET("/api/scripts", { params: { query: { q, folder } } })),
    placeholderData: (before) => before,
  });
}

/** This will note that a script was used; the copy in somebody's hand counts, whether or not it could be noted. */
export const use = (script: Script, how: "copied" | "inserted", person?: string) =>
  given(
    api.POST("/api/scripts/{id}/uses", {
      params: { path: { id: script.id } },
      body: { key: crypto.randomUUID(), how, person: person ?? null },
    }),
  );
