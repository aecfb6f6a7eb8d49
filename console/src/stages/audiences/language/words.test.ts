import { describe, expect, test } from "vitest";
import { propertyName } from "@/widgets/properties";
import { EVERY } from "./examples";
import { type Lexicon, shortened, spaced } from "./lexicon";
import type { Node } from "./nodes";
import { said } from "./words";

const CHINESE: Record<string, string> = {
  "Product Viewed": "浏览商品",
  "Product Added": "加入购物车",
  "Checkout Started": "开始结算",
  "Order Completed": "成交",
  "Order Paid": "支付订单",
  "Store Visited": "到店",
  sms: "短信",
  douyin: "抖音",
  lisi: "李四",
  wr1: "车友群",
  city: "城市",
  marketing: "营销",
  P: "购买",
};

function lexicon(language: "zh" | "en"): Lexicon {
  const name = (given: string): string => (language === "zh" ? (CHINESE[given] ?? given) : given);
  return {
    language,
    event: name,
    property: (given) => propertyName(given, language),
    trait: name,
    channel: name,
    purpose: name,
    store: name,
    aipl: name,
    tier: name,
    lifeCycle: name,
    trust: name,
    staff: name,
    group: name,
    way: (given) => (given === "1" ? (language === "zh" ? "扫码" : "by a code") : given),
  };
}

describe("a sentence", () => {
  test.each<[Node, string, string]>([
    [{ kind: "known" }, "已识别", "Identified"],
    [{ kind: "not", of: { kind: "known" } }, "未识别", "Not identified"],
    [{ kind: "not", of: { kind: "not", of: { kind: "known" } } }, "已识别", "Identified"],
    [{ kind: "reachable", channel: "sms" }, "短信可触达", "Reachable by sms"],
    [
      { kind: "not", of: { kind: "did", events: ["Product Viewed"], within: { last: "7d" } } },
      "近 7 天没有做过“浏览商品”",
      "Did not do “Product Viewed” in the last 7 days",
    ],
    [
      {
        kind: "did",
        events: ["Product Viewed"],
        within: { last: "30d" },
        test: { type: "number", op: ">=", value: 3 },
      },
      "近 30 天做过“浏览商品”至少 3 次",
      "Did “Product Viewed” at least 3 times in the last 30 days",
    ],
    [
      { kind: "orders", measure: "net_fen", within: { last: "1w" }, test: { type: "number", op: ">", value: 100_050 } },
      "近 1 周购买实收多于 ¥1,000.50",
      "Net revenue more than ¥1,000.50 in the last 1 week",
    ],
    [
      { kind: "trait", name: "city", test: { type: "text", op: "one_of", value: ["上海", "杭州"] } },
      "城市是“上海”或“杭州”",
      "City is “上海” or “杭州”",
    ],
    [
      {
        kind: "sequence",
        steps: [{ events: ["Product Added"] }, { events: ["Checkout Started"], within: "3h" }],
        without: { events: ["Order Completed"], within: "1d" },
        within: { last: "14d" },
      },
      "近 14 天内先“加入购物车”，再 3 小时内“开始结算”，之后 1 天内没有“成交”",
      "First “Product Added”, then “Checkout Started” within 3 hours, then not “Order Completed” within 1 day, in the last 14 days",
    ],
    [
      {
        kind: "all",
        of: [{ kind: "known" }, { kind: "any", of: [{ kind: "orders" }, { kind: "tag", tag: "VIP" }] }],
      },
      "已识别，并且（买过，或者带标签“VIP”）",
      "Identified, and (bought, or tagged “VIP”)",
    ],
    [
      { kind: "not", of: { kind: "any", of: [{ kind: "orders" }, { kind: "known" }] } },
      "不满足（买过，或者已识别）",
      "Not (bought, or identified)",
    ],
    [
      { kind: "as_of", ago: "7d", of: { kind: "aipl", stages: ["P"] } },
      "7 天前：处于 AIPL 购买",
      "7 days ago: is at AIPL P",
    ],
    [{ kind: "snapshot", number: 8, label: "加购" }, "在快照“加购”（#8）里", "In the snapshot “加购” (#8)"],
    [{ kind: "bucket", salt: "双十一", to: 5000 }, "随机分组“双十一”的 0%–50%", "0%–50% of the random split “双十一”"],
    [
      { kind: "first_channel", channels: ["douyin", ""] },
      "由抖音带来，或没有公域触点",
      "Brought by douyin, or brought by no public channel",
    ],
    [{ kind: "relation", standing: ["friend"] }, "是员工的好友", "Friends with our staff"],
    [
      { kind: "not", of: { kind: "relation", standing: ["friend"] } },
      "不是任何员工的好友",
      "Not friends with any of our staff",
    ],
    [{ kind: "not", of: { kind: "relation" } }, "从没加过员工", "Never added our staff"],
    [
      { kind: "relation", standing: ["friend"], staff: ["lisi"], within: { last: "30d" } },
      "近 30 天成为李四的好友",
      "Became friends with lisi in the last 30 days",
    ],
    [
      { kind: "relation", standing: ["friend"], test: { type: "number", op: ">=", value: 2 } },
      "是至少 2 名员工的好友",
      "Friends with at least 2 of our staff",
    ],
    [
      { kind: "relation", standing: ["deleted_by_customer", "deleted_by_staff"], ways: ["1", ""] },
      "删除了员工或被员工删除（添加方式为扫码或未说明）",
      "Deleted our staff or was deleted by our staff (came by a code or in no known way)",
    ],
    [
      { kind: "all", of: [{ kind: "relation", standing: ["half"], corps: ["ww1"] }, { kind: "known" }] },
      "单向添加了员工（企业 ww1），并且已识别",
      "Half added our staff (at ww1), and identified",
    ],
    [
      { kind: "not", of: { kind: "customer_group", standing: ["in"] } },
      "不在任何客户群里",
      "Not in any customer group",
    ],
    [
      { kind: "customer_group", standing: ["left"], groups: ["wr1"], within: { last: "7d" } },
      "近 7 天退出了“车友群”",
      "Left “wr1” in the last 7 days",
    ],
    [
      { kind: "customer_group", standing: ["in"], test: { type: "number", op: ">", value: 1 } },
      "在多于 1 个客户群里",
      "In more than 1 customer groups",
    ],
    [{ kind: "all", of: [] }, "所有人", "Everybody"],
  ])("of %j", (node, zh, en) => {
    expect(said(node, lexicon("zh"))).toBe(zh);
    expect(said(node, lexicon("en"))).toBe(en);
  });

  test.each(EVERY.map((node) => [JSON.stringify(node), node] as const))("is there for %s", (_, node) => {
    for (const language of ["zh", "en"] as const) {
      const text = said(node, lexicon(language));
      expect(text).not.toMatch(/undefined|\[object|NaN/);
      expect(text.length).toBeGreaterThan(1);
    }
  });
});

test("Chinese keeps its distance from Latin letters and digits", () =>
  expect(spaced("近30天AIPL购买¥5")).toBe("近 30 天 AIPL 购买 ¥5"));

test("a long list says how many there are", () => {
  expect(shortened(["a", "b", "c"], 3, "en")).toBe("a, b or c");
  expect(shortened(["甲", "乙", "丙", "丁", "戊"], 4, "zh")).toBe("甲、乙、丙等 5 项之一");
});
