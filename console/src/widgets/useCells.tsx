import { type ReactNode, useState } from "react";
import { api, given, type Shapes } from "@/api/client";
import { language } from "@/lib/language";
import { PeopleSheet } from "./PeopleSheet";
import { unsayable } from "./unsayable";
import { asAsked, type Question } from "./useQuestion";

export type CellOf = Partial<Shapes["Cell"]>;

/**
 * The people behind the figures of one question: `open` one of its cells, and put `sheet` on the page. As a segment they
 * are a condition where the language can say it, else a snapshot of exactly these people. Where an answer is on screen
 * its own question is meant: "the last so many days" may have been other days when it was worked out.
 */
export function useCells(
  question: Question,
  answered?: { question: unknown },
): { open: (cell: CellOf, title: ReactNode) => void; sheet: ReactNode } {
  const [picked, setPicked] = useState<{ cell: CellOf; title: ReactNode } | null>(null);
  const body = {
    question: asAsked((answered?.question ?? question) as Question),
    cell: (picked?.cell ?? {}) as Shapes["Cell"],
  };
  const sheet = (
    <PeopleSheet
      title={picked?.title}
      open={picked !== null}
      onClose={() => setPicked(null)}
      of={body}
      pageOf={(after, signal) =>
        given(api.POST("/api/insight/questions/people", { body: { ...body, after, limit: 50 }, signal }))
      }
      segment={async () => {
        const said = await given(api.POST("/api/insight/questions/segment", { body }));
        if (said.definition) return { ...said, why: "" };
        const label = typeof picked?.title === "string" ? picked.title.slice(0, 100) : "";
        const kept = await given(api.POST("/api/insight/questions/snapshot", { body: { ...body, label } }));
        return { definition: kept.definition, why: unsayable(said.why, language.get()) };
      }}
    />
  );
  return { open: (cell, title) => setPicked({ cell, title }), sheet };
}
