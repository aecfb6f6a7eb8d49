import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { YOUNG_S } from "@/widgets/known";
import type { HeldTrait } from "@/widgets/traits";
import { type Definition, defined } from "@/widgets/useDefined";

export type Trait = Shapes["TraitOut"];

export const POLICIES = ["newest", "oldest", "union", "max", "min"] as const;
export type Policy = (typeof POLICIES)[number];

/** Those whom we know and who have a trait. */
export function holding(trait: string): Definition {
  return defined({ kind: "known" }, { kind: "trait", name: trait, test: { type: "any", op: "exists" } });
}

/** Those who carry a tag. */
export function tagged(tag: string): Definition {
  return defined({ kind: "tag", tag });
}

/** How many people we know; what every share on this page is of. */
export function useIdentified(): number | undefined {
  const { data } = useQuery({ queryKey: ["people", "count"], queryFn: () => given(api.GET("/api/people/count")) });
  return data?.identified;
}

export function useTags(q: string) {
  return useInfiniteQuery({
    queryKey: ["tags", "list", q],
    queryFn: ({ pageParam, signal }) => {
      const query = { q, after: pageParam, limit: 50, max_age_s: YOUNG_S };
      return given(api.GET("/api/tags", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Somebody who has the trait, with what is shown of it: by which rule, from where, since when. */
export function useExample({ name, example }: HeldTrait) {
  return useQuery({
    queryKey: ["traits", "example", name, example],
    queryFn: async ({ signal }) => {
      const params = { path: { ref: example ?? "" } };
      return (await given(api.GET("/api/people/{ref}", { params, signal }))).traits[name] ?? null;
    },
    enabled: example !== null,
    staleTime: 300_000,
  });
}

export function setPolicy(name: string, policy: Policy) {
  return given(api.PUT("/api/trait-policies/{name}", { params: { path: { name } }, body: { policy } }));
}
