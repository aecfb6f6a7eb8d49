import { describe, expect, it } from "vitest";
import { csv, fileName } from "./files";

describe("csv", () => {
  it("begins with the mark by which a spreadsheet knows UTF-8", () => {
    expect(csv([["渠道", "人数"]])).toBe("\ufeff渠道,人数\r\n");
  });
  it("quotes what would end a field, and leaves out what is not there", () => {
    expect(csv([['a,"b"', null, 1.5, undefined, Number.NaN]])).toBe('\ufeff"a,""b""",,1.5,,\r\n');
  });
  it("keeps a text from being run as a formula, and a negative number a number", () => {
    expect(csv([["=1+1", "-x", -3]])).toBe("\ufeff'=1+1,'-x,-3\r\n");
  });
});

describe("fileName", () => {
  it("leaves nothing that a file system refuses", () => {
    expect(fileName("归因 / 渠道", "2026-11-22:08")).toBe("归因 渠道 2026-11-22 08");
  });
});
