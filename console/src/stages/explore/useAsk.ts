import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { encoded } from "@/lib/handed";
import { useUrl } from "@/widgets/useUrl";
import { firstOf } from "./examples";
import { type Saved, useSaved } from "./explore.api";
import { type Ask, askIn, isAsk, isKind, type Kind, tidied } from "./question";

interface Place extends Record<string, string | number | undefined> {
  q?: string;
  saved?: number;
}

export interface Asking {
  kind: Kind;
  ask: Ask;
  /** The saved question that this one came from. */
  saved: Saved | undefined;
  /** It is not what was saved any more. */
  changed: boolean;
  change: (ask: Ask) => void;
  /** It was saved under this number: the address now stands for that. */
  kept: (number: number) => void;
}

/** The question that the address names: written in it, saved under its number, or the first of its kind. */
export function useAsk(): Asking {
  const params = useParams({ strict: false }) as { kind?: string };
  const [url, set] = useUrl<Place>();
  const navigate = useNavigate();
  const kind = isKind(params.kind) ? params.kind : "trends";
  const number = typeof url.saved === "number" ? url.saved : undefined;
  const { data } = useSaved();
  const saved = data?.find((one) => one.id === number);
  const ask = useMemo(() => {
    const own = askIn(url.q, kind);
    if (own) return own;
    const kept = saved?.question;
    return isAsk(kept) && kept.kind === kind ? kept : firstOf(kind);
  }, [url.q, kind, saved]);
  return {
    kind,
    ask,
    saved,
    changed: saved !== undefined && written(ask) !== written(saved.question),
    change: (next) => set({ q: encoded(next) }),
    kept: (next) =>
      void navigate({ to: "/explore/$kind", params: { kind }, search: { saved: next }, replace: true } as never),
  };
}

/** Two questions are the same when they say the same, in whatever order. */
export function written(ask: unknown): string {
  return JSON.stringify(sorted(tidied(ask)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
