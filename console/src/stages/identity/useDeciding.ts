import { inLanguage } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { WORDS } from "./copy";
import { act, REVIEWS, type Review } from "./identity.api";

const STALE = [[...REVIEWS], ["people"]];

/** Deciding a pair, and taking that back: each says what became of the two. */
export function useDeciding({ after }: { after: (decided: Review) => void }) {
  const deciding = useAct({
    act: ({ review, merge }: { review: Review; merge: boolean }) => act.decide(review.id, merge),
    stale: STALE,
    done: (answer) => inLanguage(WORDS).done[answer.decision === "merge" ? "merge" : "apart"],
    after,
  });
  const undoing = useAct({
    act: async ({ review }: { review: Review; then: () => void }): Promise<Review> => {
      if (review.decision === "merge") await act.split(review.a, review.b);
      else await act.lift(review.a, review.b);
      return review;
    },
    stale: STALE,
    done: (review) => inLanguage(WORDS).undone[review.decision === "merge" ? "merge" : "apart"],
    after: (_, given) => given.then(),
  });
  const busy = deciding.isPending || undoing.isPending;
  return {
    busy,
    // a key held down decides once
    decide: (review: Review, merge: boolean) => !busy && deciding.mutate({ review, merge }),
    undo: (review: Review, then: () => void = () => undefined) => !busy && undoing.mutate({ review, then }),
  };
}
