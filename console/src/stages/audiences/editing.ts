import { createContext, useContext, useMemo, useReducer } from "react";
import type { Group, Node } from "./language/nodes";
import type { Lack } from "./language/problems";
import { added, doubled, moved, type Path, removed, replaced, rooted } from "./language/tree";

/** What every line of the editor may do to the definition, and what is known about it. */
export interface Editing {
  change: (path: Path, change: (node: Node) => Node) => void;
  add: (path: Path, node: Node) => void;
  remove: (path: Path) => void;
  double: (path: Path) => void;
  move: (path: Path, by: -1 | 1) => void;
  /** What is missing at a path, as the server writes paths. */
  lacks: ReadonlyMap<string, Lack>;
  /** Whether the person who is tested meets a condition. */
  met: ReadonlyMap<string, boolean>;
  /** Where the server could not read on. */
  refused: string | undefined;
}

const Place = createContext<Editing | null>(null);
export const EditingPlace = Place.Provider;

export function useEditing(): Editing {
  const editing = useContext(Place);
  if (!editing) throw new Error("a line of the editor stands outside of it");
  return editing;
}

interface Past {
  now: Group;
  before: Group[];
  after: Group[];
}

type Step = { do: (root: Group) => Node } | "undo" | "redo" | { open: Node };

const MOST = 100;

/** This will take one step, or one back; steps that change nothing are none. */
export function stepped({ now, before, after }: Past, step: Step): Past {
  if (step === "undo") {
    const last = before.at(-1);
    return last ? { now: last, before: before.slice(0, -1), after: [now, ...after] } : { now, before, after };
  }
  if (step === "redo") {
    const [next, ...rest] = after;
    return next ? { now: next, before: [...before, now], after: rest } : { now, before, after };
  }
  if ("open" in step) return { now: rooted(step.open), before: [], after: [] };
  const next = rooted(step.do(now));
  return next === now ? { now, before, after } : { now: next, before: [...before, now].slice(-MOST), after: [] };
}

/** The definition while it is worked on. */
export function useDraft(begin: Node) {
  const [past, dispatch] = useReducer(stepped, { now: rooted(begin), before: [], after: [] });
  const acts = useMemo(
    () => ({
      change: (path: Path, change: (node: Node) => Node) => dispatch({ do: (root) => replaced(root, path, change) }),
      add: (path: Path, node: Node) => dispatch({ do: (root) => added(root, path, node) }),
      remove: (path: Path) => dispatch({ do: (root) => removed(root, path) }),
      double: (path: Path) => dispatch({ do: (root) => doubled(root, path) }),
      move: (path: Path, by: -1 | 1) => dispatch({ do: (root) => moved(root, path, by) }),
      open: (node: Node) => dispatch({ open: node }),
      replace: (node: Node) => dispatch({ do: () => node }),
      undo: () => dispatch("undo"),
      redo: () => dispatch("redo"),
    }),
    [],
  );
  return { root: past.now, undoable: past.before.length > 0, redoable: past.after.length > 0, ...acts };
}

export type Draft = ReturnType<typeof useDraft>;
