import { useQueries, useQuery } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { holding } from "./traits.api";

/** How many people we know; what every share on this page is of. */
export function useIdentified(): number | undefined {
  const { data } = useQuery({ queryKey: ["people", "count"], queryFn: () => given(api.GET("/api/people/count")) });
  return data?.identified;
}

/** The most complete trait, once all of them were counted. */
export function useFullest(names: string[]): { name: string; share: number } | null {
  const identified = useIdentified();
  const counts = useQueries({
    queries: names.map((name) => ({
      queryKey: ["traits", "count", holding(name)],
      queryFn: () => given(api.POST("/api/segments/count", { body: { segment: holding(name) } })),
      staleTime: 60_000,
    })),
  });
  if (!identified || !names.length || counts.some((one) => one.data === undefined)) return null;
  const [first] = names
    .map((name, at) => ({ name, share: (counts[at]?.data?.people ?? 0) / identified }))
    .toSorted((a, b) => b.share - a.share);
  return first ?? null;
}
