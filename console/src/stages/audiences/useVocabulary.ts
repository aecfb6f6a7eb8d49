import { useQuery } from "@tanstack/react-query";
import { api, given, Refused } from "@/api/client";
import { useDictionary, useSegments } from "./audiences.api";
import { sent } from "./language/tidy";
import { walked } from "./language/tree";

/** This will list the properties that some events have by the dictionary, those that all of them have first. */
export function useEventProperties(events: string[] | undefined): string[] {
  const { data: dictionary } = useDictionary();
  const wanted = new Set(events ?? []);
  const fits = (dictionary ?? []).filter((one) => !wanted.size || wanted.has(one.name) || wanted.has(one.chinese));
  const counted = new Map<string, number>();
  for (const one of fits)
    for (const name of Object.keys(one.properties)) counted.set(name, (counted.get(name) ?? 0) + 1);
  return [...counted].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

/** No trait is called this: names are letters, digits and words. */
const NOBODYS = "?";

/** What people have: the server names its traits to whoever asks for one that nobody has. */
export function useTraits(): string[] {
  const { data } = useQuery({ queryKey: ["traits", "names"], queryFn: traitNames, staleTime: 300_000, retry: false });
  return data ?? [];
}

async function traitNames(): Promise<string[]> {
  const where = { kind: "trait", name: NOBODYS, test: { type: "any" } } as const;
  try {
    await given(api.POST("/api/segments/count", { body: { segment: sent({ version: 1, where }) } }));
    return [];
  } catch (error) {
    const known = error instanceof Refused && error.code === "NoSuchTrait" ? error.facts.known : undefined;
    return typeof known === "string" && known !== "none" ? known.split(", ") : [];
  }
}

/** The tags that segments ask for already: the API lists no others. */
export function useTags(): string[] {
  const { data: segments } = useSegments();
  const tags = (segments ?? []).flatMap((one) =>
    walked(one.definition.where).flatMap(([, node]) => (node.kind === "tag" ? [node.tag] : [])),
  );
  return [...new Set(tags)].sort();
}
