import { expect, test } from "vitest";
import { missed } from "./missed";

test("what an event was set aside for is said with its figures", () => {
  expect(missed("EventTooLarge", "the event has 34513 bytes, 32768 is the most")).toBe(
    "事件有 34513 字节，最多 32768 字节",
  );
  expect(missed("BadTimestamp", "“2026-08-07 25:61” is no moment between 1990 and ten years from now")).toBe(
    "“2026-08-07 25:61”不是一个时间，或不在 1990 年到十年后之间",
  );
  expect(missed("NoSuchKind", "type is “trak”; it should be one of alias, track")).toBe(
    "type 写的是“trak”，应为 alias, track 之一",
  );
  expect(missed("NoIdentifier", "neither userId nor anonymousId nor any other identifier")).toContain("没有 userId");
});

test("what nobody translated stays as it was written", () => {
  expect(missed("Unheard", "it fell")).toBe("it fell");
  expect(missed("EventTooLarge", "it is too heavy")).toBe("it is too heavy");
});
