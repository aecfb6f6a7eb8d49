import { useQuery } from "@tanstack/react-query";
import { api, given, Refused } from "@/api/client";

/** No trait is called this: names are letters, digits and words. */
const NOBODYS = "?";

/** What people have; the server names its traits to whoever asks for one that nobody has. */
export function useTraitNames() {
  return useQuery({ queryKey: ["traits", "names"], queryFn: traitNames, staleTime: 300_000 });
}

async function traitNames(): Promise<string[]> {
  const where = { kind: "trait", name: NOBODYS, test: { type: "any", op: "exists" } } as const;
  try {
    await given(api.POST("/api/segments/count", { body: { segment: { version: 1, where } } }));
    return [];
  } catch (error) {
    if (error instanceof Refused && error.code === "NoSuchTrait") return named(error.facts.known);
    throw error;
  }
}

/** `name, phone, city` as a list; `none` is an empty one. */
export function named(known: unknown): string[] {
  if (typeof known !== "string" || known === "none") return [];
  return known.split(", ").filter(Boolean);
}
