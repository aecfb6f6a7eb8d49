import { type ComponentType, createContext, type LazyExoticComponent, useContext } from "react";
import type { CellOf } from "./useCells";
import type { Answered, Kind, Question } from "./useQuestion";

export interface CardProps<K extends Kind = Kind> {
  question: Question<K>;
  result: Answered<K>["result"];
  /** How high the picture may be. */
  height: number;
  /** Opens the people behind a figure. */
  open: (cell: CellOf, title: string) => void;
}

/** How an answer of a kind is drawn on a board, and where its own page is. */
export interface CardFace<K extends Kind = Kind> {
  page: string | ((question: Question<K>) => string);
  /** Nothing that a whole board is asked with means anything to it: it has days and people of its own. */
  ownSpan?: boolean;
  View: LazyExoticComponent<ComponentType<CardProps<K>>>;
}

export type CardFaces = { [K in Kind]?: CardFace<K> };

const Place = createContext<CardFaces>({});

/** Stages never import each other: whoever shows boards is told here how the others draw their answers. */
export const CardFacesPlace = Place.Provider;

/** This will say where the page of a question is. */
export function pageOf<K extends Kind>(face: CardFace<K>, question: Question<K>): string {
  return typeof face.page === "string" ? face.page : face.page(question);
}

export function useCardFaces(): CardFaces {
  return useContext(Place);
}
