import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { aged, knownFirst, YOUNG_S } from "./known";

export type HeldTrait = Shapes["HeldTraitOut"];
export type CarriedTag = Shapes["CarriedTagOut"];

/** As many as the server tells at once; those of most people are the first. */
const MOST = 1000;
const FRESH = 300_000;
const TRAITS = ["traits", "held"];

/** What people have: each trait with how many, as which types, and by which rule. */
export function useTraits() {
  const client = useQueryClient();
  return useQuery({
    queryKey: TRAITS,
    queryFn: ({ signal }) =>
      knownFirst(client, TRAITS, (known) => {
        const query = { limit: MOST, max_age_s: YOUNG_S, known };
        return aged(api.GET("/api/traits", { params: { query }, signal }));
      }),
    select: (page) => page.traits,
    staleTime: FRESH,
  });
}

/** The tags that people carry, for whoever looks for one. */
export function useTagNames() {
  return useQuery({
    queryKey: ["tags", "names"],
    queryFn: ({ signal }) => {
      const query = { limit: MOST, max_age_s: YOUNG_S, known: true };
      return given(api.GET("/api/tags", { params: { query }, signal }));
    },
    select: (page) => page.tags.map((one) => one.tag),
    staleTime: FRESH,
  });
}
