import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, given, type Shapes } from "@/api/client";
import { type Language, language } from "@/lib/language";

export type DictionaryEntry = Shapes["DictionaryEntryOut"];

/** What events are called, and which properties they have. */
export interface Dictionary {
  all: DictionaryEntry[];
  name: (event: string) => string;
  of: (event: string) => DictionaryEntry | undefined;
}

/** This will name events from a dictionary; what it does not know keeps its own name. */
export function dictionaryOf(all: DictionaryEntry[], chosen: Language): Dictionary {
  const known = new Map(all.flatMap((one) => [[one.name, one] as const, [one.chinese, one] as const]));
  return {
    all,
    of: (event) => known.get(event),
    name: (event) => {
      const entry = known.get(event);
      return entry ? (chosen === "zh" ? entry.chinese : entry.name) : event;
    },
  };
}

const NOTHING: DictionaryEntry[] = [];

/** Every event that the dictionary knows; it is the same as long as the server runs. */
export function useDictionary() {
  return useQuery({
    queryKey: ["events", "dictionary"],
    queryFn: () => given(api.GET("/api/events/dictionary")),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useEventNames(): Dictionary {
  const chosen = language.use();
  const { data } = useDictionary();
  return useMemo(() => dictionaryOf(data ?? NOTHING, chosen), [data, chosen]);
}
