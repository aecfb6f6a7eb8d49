import { useMemo } from "react";
import { useQuestion } from "@/widgets/useQuestion";
import { asked, type Days, type FigureName, ofBuyers, ofDeeds, ofEverybody } from "./days";

/** The figures of the day, each as soon as its question is answered; `answer` is the one that was there first. */
export function useDays() {
  const questions = asked();
  const deeds = useQuestion(questions.deeds);
  const buyers = useQuestion(questions.buyers);
  const everybody = useQuestion(questions.everybody);
  const [one, two, three] = [deeds.query.data, buyers.query.data, everybody.query.data];
  const figures = useMemo(() => {
    const found = [...(one ? ofDeeds(one) : []), ...(two ? ofBuyers(two) : []), ...(three ? ofEverybody(three) : [])];
    return new Map<FigureName, Days>(found.map((days) => [days.name, days]));
  }, [one, two, three]);
  const failed = [deeds, buyers, everybody].find((asking) => asking.query.error && !asking.query.data);
  const queries = [deeds.query, buyers.query, everybody.query];
  return { figures, answer: one ?? two ?? three, failed: failed?.query, queries };
}

export type DaysKnown = ReturnType<typeof useDays>;
