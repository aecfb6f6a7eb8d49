import { Refused } from "@/api/client";
import { type Import, tablesOf } from "./imports.api";

/** Refusals after which a person can say what the columns are. */
const MAPPABLE = new Set(["NotRecognized", "MappingDoesNotFit"]);

/** This will give what ended an import, as any other refusal of the server. */
export function failure(one: Import): Refused {
  const {
    code = "Defect",
    message = "",
    facts = {},
  } = (one.error ?? {}) as {
    code?: string;
    message?: string;
    facts?: Record<string, unknown>;
  };
  return new Refused(code, message, facts, 422);
}

export function mappable(one: Import): boolean {
  return seenColumns(one).length > 0 && MAPPABLE.has(failure(one).code);
}

/** This will list the columns of the file: those of the table that was read, or those that no mapping knew. */
export function seenColumns(one: Import): string[] {
  const read = tablesOf(one).find((table) => table.columns.length);
  if (read) return read.columns;
  const { seen } = failure(one).facts;
  return typeof seen === "string" ? seen.split(", ").filter(Boolean) : [];
}
