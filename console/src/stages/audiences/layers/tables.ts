import type { Cell as Written } from "@/lib/files";
import type { Language } from "@/lib/language";
import { TRUST_NAMES, trustName } from "@/widgets/names";
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

/** This will write a table for a spreadsheet: a row for each value of the first dimension, a column for each of the second. */
export function written(
  table: Table,
  name: (place: number, value: string) => string,
  heads: { row: string; total: string },
): Written[][] {
  const columns = table.dimensions.length > 1 ? valuesOf(table, 1) : [];
  return [
    [heads.row, heads.total, ...columns.map((value) => name(1, value))],
    ...rowsOf(table).map((row) => [
      name(0, row.value),
      row.people,
      ...columns.map((value) => row.cells[value]?.people ?? 0),
    ]),
  ];
}

interface ClosenessWords {
  measure: string;
  value: string;
  people: string;
  share: string;
  trust: { title: string; distribution: string };
  bin: (from: number, to: number) => string;
}

/** This will write how close everybody is for a spreadsheet: the stages of trust, then intimacy in tenths. */
export function closeness(
  found: { stages: Record<string, number>; bins: number[] },
  words: ClosenessWords,
  chosen: Language,
): Written[][] {
  const stages = TRUST_NAMES.map((name) => [trustName(name, chosen), found.stages[name] ?? 0] as const);
  const bins = found.bins.map((people, at) => [words.bin(at * 10, at * 10 + 10), people] as const);
  const lines = (measure: string, rows: readonly (readonly [string, number])[]): Written[][] => {
    const all = rows.reduce((sum, [, people]) => sum + people, 0);
    return rows.map(([value, people]) => [measure, value, people, all ? Math.round((people / all) * 1e4) / 1e4 : null]);
  };
  return [
    [words.measure, words.value, words.people, words.share],
    ...lines(words.trust.title, stages),
    ...lines(words.trust.distribution, bins),
  ];
}
