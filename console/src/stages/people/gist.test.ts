import { expect, test } from "vitest";
import { said } from "@/widgets/said";
import { gist } from "./gist";

const units = new Map([["S0601", "成都双流店"]]);

test.each([
  [{ sku: "V-YUE2", price: 2699, name: "跃2 通勤款" }, "跃2 通勤款 · ¥2,699.00"],
  [{ total: "148", order_id: "D218" }, "¥148.00 · D218"],
  [{ price: "面议" }, "面议"],
  [{ purpose: "marketing", channel: "sms" }, "营销 · 短信"],
  [{ store_id: "S0601", staff_id: "s0601-a" }, "成都双流店"],
  [{ code: "hq-1", code_name: "总部活码" }, "总部活码"],
  [{ group_id: "g-1" }, "g-1"],
  [{ name: { zh: "跃2" }, title: "", color: "red" }, ""],
])("%j in a few words is %s", (properties, words) =>
  expect(gist(properties, (name, value) => said(name, value, { language: "zh", units }))).toBe(words),
);
