import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Definition = Shapes["Definition-Input"];
export type Trait = Shapes["TraitOut"];

export const POLICIES = ["newest", "oldest", "union", "max", "min"] as const;
export type Policy = (typeof POLICIES)[number];

/** Those whom we know and who have a trait. */
export function holding(trait: string): Definition {
  const has = { kind: "trait", name: trait, test: { type: "any", op: "exists" } } as const;
  return { version: 1, where: { kind: "all", of: [{ kind: "known" }, has] } } as Definition;
}

/** Those who carry a tag. */
export function tagged(tag: string): Definition {
  return { version: 1, where: { kind: "tag", tag } } as Definition;
}

export function useCountOf(segment: Definition | null) {
  return useQuery({
    queryKey: ["traits", "count", segment],
    queryFn: () => given(api.POST("/api/segments/count", { body: { segment: segment as Definition } })),
    enabled: segment !== null,
    staleTime: 60_000,
  });
}

export async function pageOf(segment: Definition, after: string, limit = 50) {
  const page = await given(api.POST("/api/segments/people", { body: { segment, after, limit } }));
  return { people: page.people, next: page.next };
}

/** One person who has the trait, with what is shown of it: by which rule, from where, since when. */
export function useExample(trait: string) {
  return useQuery({
    queryKey: ["traits", "example", trait],
    queryFn: async () => {
      const [person] = (await pageOf(holding(trait), "", 1)).people;
      if (!person) return null;
      const found = await given(api.GET("/api/people/{ref}", { params: { path: { ref: person } } }));
      return { person, trait: found.traits[trait] };
    },
    staleTime: 300_000,
  });
}

export function usePolicies() {
  return useQuery({ queryKey: ["traits", "policies"], queryFn: () => given(api.GET("/api/trait-policies")) });
}

export function setPolicy(name: string, policy: Policy) {
  return given(api.PUT("/api/trait-policies/{name}", { params: { path: { name } }, body: { policy } }));
}
