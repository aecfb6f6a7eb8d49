import { expect, test } from "vitest";
import { filled, wordsOf } from "./scripts";

test("a variable is filled in as it is, whatever stands in it", () => {
  expect(filled("{客户称呼}你好，{客户称呼}", { 客户称呼: "$& \\1" })).toBe("$& \\1你好，$& \\1");
});

test("what is not known and what is no variable stays", () => {
  expect(filled("{客户称呼} {价格} {员工姓名}", { 员工姓名: "小李" })).toBe("{客户称呼} {价格} 小李");
});

test("texts and links are copied, pictures are not words", () => {
  const part = { text: "", title: "", url: "", picture: "" };
  const parts = [
    { ...part, kind: "text" as const, text: "看这里" },
    { ...part, kind: "picture" as const, picture: "ab" },
    { ...part, kind: "link" as const, title: "官网", url: "https://example.com" },
  ];
  expect(wordsOf(parts, {})).toBe("看这里\n官网\nhttps://example.com");
});
