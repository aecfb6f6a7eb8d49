import type { FC, ReactNode } from "react";
import type { Cell } from "@/lib/files";
import type { CellOf } from "@/widgets/useCells";
import type { Answered } from "@/widgets/useQuestion";
import type { Ask, Kind } from "../question";
import type { Naming } from "./naming";

export type Result<K extends Kind> = Answered<K>["result"];

export interface ViewProps<K extends Kind> {
  ask: Ask<K>;
  result: Result<K>;
  /** Opens the people behind a figure. */
  open: (cell: CellOf, title: ReactNode) => void;
  /** On a board: the picture alone, in this height. */
  height?: number;
}

/** How the answers of a kind are told: in a sentence, as a table to take away, as a picture with its figures. */
export interface Telling<K extends Kind> {
  said: (ask: Ask<K>, result: Result<K>, naming: Naming) => string;
  rows: (ask: Ask<K>, result: Result<K>, naming: Naming) => Cell[][];
  /** Whether there is nothing to draw. */
  empty: (result: Result<K>) => boolean;
  View: FC<ViewProps<K>>;
}
