import { useNavigate, useSearch } from "@tanstack/react-router";

type Place = Record<string, string | number | boolean | undefined>;

/** Filters live in the address: this gives them, and changes some of them without a step in the history. */
export function useUrl<T extends Place>(): [Partial<T>, (change: Partial<T>) => void] {
  const place = useSearch({ strict: false });
  const search = place as Partial<T>;
  const navigate = useNavigate();
  const change = (given: Partial<T>): void => {
    const next = Object.fromEntries(
      Object.entries({ ...search, ...given }).filter(([, value]) => value !== undefined && value !== ""),
    );
    void navigate({ to: ".", search: next, replace: true });
  };
  return [search, change];
}
