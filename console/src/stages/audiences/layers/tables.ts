import type { Table } from "./layers.api";

type Cell = Table["cells"][number];

/** The values of the first dimension with their cells by the second; of three dimensions, of one value of the third. */
export interface Row {
  value: string;
  people: number;
  cells: Record<string, Cell>;
}

export function rowsOf(table: Table, third?: string): Row[] {
  const rows = new Map<string, Row>();
  for (const cell of table.cells) {
    const [value = "", other = "", last] = cell.at;
    if (third !== undefined && last !== third) continue;
    const row = rows.get(value) ?? { value, people: 0, cells: {} };
    row.people += cell.people;
    row.cells[other] = cell;
    rows.set(value, row);
  }
  return [...rows.values()].sort((a, b) => b.people - a.people);
}

/** This will name a value: the server has the Chinese of those that it knows. */
export function valuesOf(table: Table, place: number): string[] {
  const known = Object.keys(table.dimensions[place]?.values ?? {});
  const found = new Set(table.cells.map((cell) => cell.at[place] ?? ""));
  return [...known.filter((value) => found.has(value)), ...[...found].filter((value) => !known.includes(value))];
}
