import { expect, test } from "vitest";
import { Refused } from "./client";
import { explained } from "./refusals";

test("a refusal is said in Chinese with its facts, in English as the server says it", () => {
  const refused = new Refused("BoardFull", "The board “日报” has 10 cards.", { name: "日报", most: 10 }, 409);
  expect(explained(refused, "zh")).toBe("看板“日报”已经有 10 张卡片，满了。放到另一块看板上。");
  expect(explained(refused, "en")).toBe("The board “日报” has 10 cards.");
});

test("what ended an import is said too, though no route declares it", () => {
  const refused = new Refused("Locked", "…", { file: "a.xlsx" }, 422);
  expect(explained(refused, "zh")).toBe("“a.xlsx”有密码保护。另存为没有密码的文件再传。");
});

test("a code that nobody knows keeps the server's sentence, a defect says no more than that", () => {
  expect(explained(new Refused("Brandnew", "Not that.", {}, 409), "zh")).toBe("Not that.");
  expect(explained(new TypeError("x is undefined"), "zh")).toBe("出了点问题。");
});
