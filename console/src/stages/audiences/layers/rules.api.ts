import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import type { Counting, Layering } from "./layers.api";
import { closed, type Kept, opened, type Rules } from "./rules";

export type Preview = Shapes["PreviewOut"];

export const RULES = ["layers", "rules"] as const;

const at = (layering: Layering) => ({ params: { path: { layering } } });

/** For the API, whose generated types ask for every field that has a default. */
function sent(rules: Rules) {
  return closed(rules) as unknown as Shapes["LayeringIn"]["definition"];
}

function read(found: unknown): Kept {
  const kept = found as Kept;
  return { ...kept, definition: opened(kept.definition) };
}

/** The rules that count now. */
export function useRules(layering: Layering) {
  return useQuery({
    queryKey: [...RULES, "one", layering],
    queryFn: async () => read(await given(api.GET("/api/layers/{layering}", at(layering)))),
  });
}

/** Every version, the newest first; the last is the one that ships. */
export function useRulesHistory(layering: Layering) {
  return useQuery({
    queryKey: [...RULES, "history", layering],
    queryFn: async () => (await given(api.GET("/api/layers/{layering}/history", at(layering)))).map(read),
  });
}

/** This will ask who would change levels by these rules. */
export function previewOf(layering: Layering, rules: Rules, count: Counting, signal?: AbortSignal): Promise<Preview> {
  const asked = { ...at(layering), body: { definition: sent(rules), count } };
  return given(api.POST("/api/layers/{layering}/preview", signal ? { ...asked, signal } : asked));
}

/** Who would change levels by these rules; asked again when they change, and no longer waited for meanwhile. */
export function usePreview(layering: Layering, rules: Rules, count: Counting, enabled: boolean) {
  const definition = closed(rules);
  return useQuery({
    queryKey: [...RULES, "preview", layering, count, definition],
    queryFn: ({ signal }) => previewOf(layering, definition, count, signal),
    placeholderData: keepPreviousData,
    enabled,
    retry: false,
    staleTime: 60_000,
  });
}

export const act = {
  keep: async (layering: Layering, rules: Rules, note: string, version: number) =>
    read(
      await given(
        api.PUT("/api/layers/{layering}", {
          ...at(layering),
          body: { definition: sent(rules), note, version },
        }),
      ),
    ),
  reset: async (layering: Layering, version: number) =>
    read(await given(api.POST("/api/layers/{layering}/reset", { ...at(layering), body: { version } }))),
};
