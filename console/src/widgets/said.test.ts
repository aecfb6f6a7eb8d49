import { expect, test } from "vitest";
import { said } from "./said";

const units = new Map([["S0601", "成都双流店"]]);

test.each([
  ["purpose", "marketing", "营销", "Marketing"],
  ["channel", "sms", "短信", "SMS"],
  ["store_id", "S0601", "成都双流店", "成都双流店"],
  ["home_store", "S9999", "S9999", "S9999"],
  ["total", "148", "¥148.00", "¥148.00"],
  ["price", "面议", "面议", "面议"],
  ["total", "", "", ""],
  ["owner", false, "否", "no"],
  ["owner", true, "是", "yes"],
  ["interests", ["骑行", "咖啡"], "骑行、咖啡", "骑行, 咖啡"],
  ["products", [{ sku: "A" }], '[{"sku":"A"}]', '[{"sku":"A"}]'],
  ["result", "已联系", "已联系", "已联系"],
  ["score", null, "–", "–"],
] as const)("%s %j is said %s", (name, value, zh, en) => {
  expect(said(name, value, { language: "zh", units })).toBe(zh);
  expect(said(name, value, { language: "en", units })).toBe(en);
});
