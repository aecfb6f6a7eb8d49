export type Cell = string | number | null | undefined;

/** A text that a spreadsheet would take for a formula is written behind an apostrophe, as spreadsheets themselves do. */
const FORMULA = /^[=+\-@\t\r]/;

/** This will write rows as CSV for spreadsheets: UTF-8 with its mark, lines ended as the format says. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

function field(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** This will make a name that every file system takes: `归因 2026-11-22`. */
export function fileName(...parts: string[]): string {
  return parts
    .join(" ")
    .replace(/[\\/:*?"<>|\s]+/g, " ")
    .trim();
}

/** This will hand a file to the browser, which puts it where downloads go. */
export function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** What a file holds, as the API takes it: in base64. */
export function inBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ""));
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}
