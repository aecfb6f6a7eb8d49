/** The first rows of a text table, read in the browser, to show what stands in each column before it is sent. */

const HEAD_BYTES = 64 * 1024;
const SEPARATORS = [",", "\t", ";"];

/** This will read the first rows of a CSV file; nothing for a workbook or an archive, which the server opens. */
export async function headOf(file: File): Promise<string[][]> {
  if (!/\.(csv|tsv|txt)$/i.test(file.name)) return [];
  return parsed(decoded(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()))).slice(0, 40);
}

/** This will read bytes as the exports of platforms are written: UTF-8, UTF-16 with its mark, or GB18030. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    // the last character may be cut in the middle: `stream` keeps it back
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("gb18030").decode(bytes, { stream: true });
  }
}

/** A cell in quotes, in which two quotes are one, or plain text up to what ends it; then a separator or a line end. */
function cellsOf(separator: string): RegExp {
  return new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\n]*))(${separator}|\\r?\\n|$)`, "gy");
}

/** This will take a text table apart: quotes may hold separators, quotes and line ends. */
export function parsed(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(cellsOf(separatorOf(text)))) {
    row.push((quoted?.replaceAll('""', '"') ?? plain ?? "").trim());
    if (end?.endsWith("\n") || !end) {
      rows.push(row);
      row = [];
    }
  }
  return rows.filter((one) => one.some(Boolean));
}

function separatorOf(text: string): string {
  const line = text.slice(0, text.indexOf("\n") >>> 0);
  return SEPARATORS.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ",";
}

export interface Column {
  name: string;
  samples: string[];
}

/**
 * This will give the columns with what stands below them: those that the server named, found again in the rows that
 * were read here.
 */
export function columnsOf(names: string[], head: string[][]): Column[] {
  const header = head.findIndex((row) => names.filter((name) => row.includes(name)).length * 2 > names.length);
  return names.map((name) => {
    const place = header < 0 ? -1 : (head[header]?.indexOf(name) ?? -1);
    const below = place < 0 ? [] : head.slice(header + 1).map((row) => row[place] ?? "");
    return { name, samples: [...new Set(below.filter(Boolean))].slice(0, 3) };
  });
}
