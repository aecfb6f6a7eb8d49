/** A way of looking at the list that somebody named: what is searched and which columns show. It lives in this browser. */
export interface View {
  name: string;
  q: string;
  cols: string;
}

export const COLUMNS = ["state", "channels", "units", "tags", "since"] as const;
export type ColumnName = (typeof COLUMNS)[number];

const KEY = "huoshui.people.views";

/** This will read the columns of an address: all of them when it says nothing. */
export function columnsIn(cols: string | undefined): ColumnName[] {
  if (cols === undefined) return [...COLUMNS];
  const named = cols.split(",");
  return COLUMNS.filter((name) => named.includes(name));
}

/** This will write columns for the address: nothing when all show, `-` when none does. */
export function columnsOut(columns: readonly ColumnName[]): string | undefined {
  if (columns.length === COLUMNS.length) return undefined;
  return COLUMNS.filter((name) => columns.includes(name)).join(",") || "-";
}

/** This will put a view among the others; one of the same name is replaced. */
export function kept(views: View[], view: View): View[] {
  return [...views.filter((one) => one.name !== view.name), view];
}

export function read(): View[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter(isView) : [];
  } catch {
    return [];
  }
}

export function write(views: View[]): void {
  localStorage.setItem(KEY, JSON.stringify(views));
}

function isView(value: unknown): value is View {
  const { name, q, cols } = (value ?? {}) as Record<string, unknown>;
  return [name, q, cols].every((one) => typeof one === "string");
}
