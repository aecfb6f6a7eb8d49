import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { copy, useWords } from "@/lib/language";
import { When } from "@/ui/When";
import { renewedFrom } from "./known";
import "./question.css";

const WORDS = copy({ asOf: "这是", until: "的数字，正在更新" }, { asOf: "As of", until: "; being brought up to date" });

interface RenewingProps {
  of: readonly UseQueryResult<unknown>[];
  children?: ReactNode;
}

/** What stands here is of an earlier moment, the oldest of these, and is being worked out anew. */
export function Renewing({ of, children }: RenewingProps) {
  const words = useWords(WORDS);
  const now = Date.now();
  const since = of.map((query) => renewedFrom(query, now)).filter((at) => at !== null);
  if (!since.length) return null;
  return (
    <div className="renewing" role="status">
      <i />
      <span>
        {words.asOf} <When at={Math.min(...since)} /> {words.until}
      </span>
      {children}
    </div>
  );
}
