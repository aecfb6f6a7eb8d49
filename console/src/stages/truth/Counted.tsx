import { createContext, type ReactNode, useContext } from "react";
import { useMay } from "@/api/session";
import { FigureLink } from "@/widgets/FigureLink";
import { type CellOf, useCells } from "@/widgets/useCells";
import type { Question } from "@/widgets/useQuestion";

type Open = (cell: CellOf, title: string) => void;

const Place = createContext<Open | null>(null);

/** On a board it is the card that opens people. */
export const OpensPlace = Place.Provider;

interface CellsProps {
  question: Question;
  /** The answer that is on screen. */
  answered?: { question: unknown };
  children: ReactNode;
}

/** Everything in it may open the people behind figures of this question. */
export function CellsOf({ question, answered, children }: CellsProps) {
  const { open, sheet } = useCells(question, answered);
  return (
    <Place value={open}>
      {children}
      {sheet}
    </Place>
  );
}

interface CountedProps {
  /** The cell of exactly those who were counted; without it the figure opens nobody. */
  cell: CellOf | null | undefined;
  people: number | null | undefined;
  title: string;
  children: ReactNode;
}

/** A figure that opens those whom it counts, for whoever may see people. */
export function Counted({ cell, people, title, children }: CountedProps) {
  const open = useContext(Place);
  const may = useMay();
  if (!open || !cell || !people || !may("people.read")) return <>{children}</>;
  return (
    <FigureLink label={title} onOpen={() => open(cell, title)}>
      {children}
    </FigureLink>
  );
}
