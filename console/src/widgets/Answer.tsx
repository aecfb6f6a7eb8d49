import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { explained } from "@/api/refusals";
import { copy, language, useWords } from "@/lib/language";
import { RefusedState, Skeleton } from "@/ui/State";

const WORDS = copy({ refused: "没有读到" }, { refused: "This could not be read" });

interface AnswerProps<T> {
  query: UseQueryResult<T>;
  /** What stands there while it loads; a skeleton of that height when it is a number. */
  loading?: number | ReactNode;
  children: (data: T) => ReactNode;
}

/** The states of everything that is asked of the server: loading keeps the place, a refusal says why. */
export function Answer<T>({ query, loading = 200, children }: AnswerProps<T>) {
  const words = useWords(WORDS);
  const chosen = language.use();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error)
    return (
      <RefusedState title={words.refused} onAgain={() => void query.refetch()}>
        {explained(query.error, chosen)}
      </RefusedState>
    );
  return typeof loading === "number" ? <Skeleton height={loading} /> : loading;
}
