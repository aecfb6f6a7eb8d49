import { expect, test } from "vitest";
import type { Import } from "./imports.api";
import { failure, mappable, seenColumns } from "./progress";

function one(error: unknown, tables: unknown[] = []): Import {
  return { error, tables } as unknown as Import;
}

test("an unknown file can be mapped by the columns that were seen", () => {
  const unknown = one({ code: "NotRecognized", message: "…", facts: { seen: "小票号, 时间" } });
  expect(seenColumns(unknown)).toEqual(["小票号", "时间"]);
  expect(mappable(unknown)).toBe(true);
  expect(failure(unknown).code).toBe("NotRecognized");
});

test("a file that cannot be read cannot be mapped", () => {
  expect(mappable(one({ code: "NotText", message: "…", facts: {} }))).toBe(false);
  expect(mappable(one(null))).toBe(false);
});

test("the columns of a table that was read are the file's", () => {
  expect(seenColumns(one(null, [{ columns: [] }, { columns: ["a", "b"] }]))).toEqual(["a", "b"]);
});
