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
  page: string;
  View: LazyExoticComponent<ComponentType<CardProps<K>>>;
}

export type CardFaces = { [K in Kind]?: CardFace<K> };

const Place = createContext<CardFaces>({});

/** Stages never import each other: whoever shows boards is told here how the others draw their answers. */
export const CardFacesPlace = Place.Provider;

export function useCardFaces(): CardFaces {
  return useContext(Place);
}
