import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";

export type Review = Shapes["ReviewOut"];
export type Person = Shapes["huoshui__people__schemas__PersonOut"];
export type Summary = Shapes["SummaryOut"];

export const REVIEWS = ["reviews"] as const;
const PAGE = 50;

/** Conflicts that wait, or those that were decided; a page's last number is the place of the next. */
export function useReviews(decided: boolean) {
  return useInfiniteQuery({
    queryKey: [...REVIEWS, "list", decided],
    queryFn: ({ pageParam }) =>
      given(api.GET("/api/identity/reviews", { params: { query: { decided, after: pageParam, limit: PAGE } } })),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.length === PAGE ? page.at(-1)?.id : undefined),
  });
}

/** What a list shows of these people, by number. */
export function useSummaries(people: string[]) {
  return useQuery({
    queryKey: ["people", "summaries", people],
    queryFn: async () => {
      const found = await given(api.POST("/api/people/summaries", { body: { people: people.slice(0, 200) } }));
      return new Map(found.people.map((one) => [one.person, one]));
    },
    enabled: people.length > 0,
    placeholderData: keepPreviousData,
  });
}

export function usePerson(ref: string) {
  return useQuery({
    queryKey: ["people", "one", ref],
    queryFn: () => given(api.GET("/api/people/{ref}", { params: { path: { ref } } })),
  });
}

export const act = {
  decide: (id: number, merge: boolean) =>
    given(api.POST("/api/identity/reviews/{id}/decide", { params: { path: { id } }, body: { merge } })),
  /** Undo a merge: the two come apart again, each as it was. */
  split: (person: string, identifier: string) =>
    given(
      api.POST("/api/people/{ref}/split", { params: { path: { ref: person } }, body: { identifier, note: "review" } }),
    ),
  /** Undo “never link”: evidence may join the two again. */
  lift: (a: string, b: string) =>
    given(api.POST("/api/identity/never-link", { body: { a, b, note: "review", lift: true } })),
};
