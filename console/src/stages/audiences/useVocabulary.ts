import { useDictionary } from "@/widgets/dictionary";
import { useTagNames } from "@/widgets/traits";
import { useSegments } from "./audiences.api";
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

/** The tags that people carry, and those that segments ask for though nobody carries them now. */
export function useTags(): string[] {
  const { data: carried = [] } = useTagNames();
  const { data: segments = [] } = useSegments();
  const asked = segments.flatMap((one) =>
    walked(one.definition.where).flatMap(([, node]) => (node.kind === "tag" ? [node.tag] : [])),
  );
  return [...new Set([...carried, ...asked.sort()])];
}
