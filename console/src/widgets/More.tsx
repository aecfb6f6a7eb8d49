import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { copy, useWords } from "@/lib/language";

const WORDS = copy({ more: "再看一些" }, { more: "Show more" });

interface MoreProps {
  query: Pick<UseInfiniteQueryResult, "hasNextPage" | "isFetchingNextPage" | "fetchNextPage">;
  /** What the button says, where it is more than that there is more. */
  children?: ReactNode;
}

/** The next page of a list, where there is one. */
export function More({ query, children }: MoreProps) {
  const words = useWords(WORDS);
  if (!query.hasNextPage) return null;
  return (
    <div className="more">
      <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {children ?? words.more}
      </Button>
    </div>
  );
}
