import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type HeldTrait = Shapes["HeldTraitOut"];
export type CarriedTag = Shapes["CarriedTagOut"];

/** As many as the server tells at once; those of most people are the first. */
const MOST = 1000;
const FRESH = 300_000;

/** What people have: each trait with how many, as which types, and by which rule. */
export function useTraits() {
  return useQuery({
    queryKey: ["traits", "held"],
    queryFn: async () => (await given(api.GET("/api/traits", { params: { query: { limit: MOST } } }))).traits,
    staleTime: FRESH,
  });
}

/** The tags that people carry, for whoever looks for one. */
export function useTagNames() {
  return useQuery({
    queryKey: ["tags", "names"],
    queryFn: async () => {
      const { tags } = await given(api.GET("/api/tags", { params: { query: { limit: MOST } } }));
      return tags.map((one) => one.tag);
    },
    staleTime: FRESH,
  });
}
