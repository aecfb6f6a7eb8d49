import type { Definition, Node } from "./nodes";

type Pair = readonly [zh: string, en: string];

/** A segment to begin with: whole, and to be changed. */
export interface Preset {
  key: string;
  name: Pair;
  why: Pair;
  definition: Definition;
}

function preset(key: string, name: Pair, why: Pair, ...of: Node[]): Preset {
  return { key, name, why, definition: { version: 1, where: { kind: "all", of } } };
}

const CONTACT: Node = {
  kind: "sequence",
  steps: [{ events: ["Contact Added"] }],
  without: { events: ["Contact Deleted Staff", "Staff Deleted Contact"] },
};

export const PRESETS: Preset[] = [
  preset(
    "silent-newcomers",
    ["新客 7 天未开口", "New contacts, silent for 7 days"],
    ["加了企微 7 天以上、30 天以内，还没有回过一条消息", "Added as a contact 7 to 30 days ago and never replied"],
    { kind: "did", events: ["Contact Added"], within: { last: "30d", until: "7d" } },
    CONTACT,
    { kind: "not", of: { kind: "did", events: ["Message Replied", "Consultation Started"], within: { last: "30d" } } },
  ),
  preset(
    "asleep",
    ["沉睡 30 天", "Asleep for 30 days"],
    ["以前有过互动，近 30 天一次也没有，但还触达得到", "Was active before, did nothing for 30 days, still reachable"],
    { kind: "did", roles: ["I1", "I2"], within: { last: "180d", until: "30d" } },
    { kind: "not", of: { kind: "did", roles: ["I1", "I2", "P", "L"], within: { last: "30d" } } },
    { kind: "reachable" },
  ),
  preset(
    "valuable-once",
    ["高价值未复购", "Valuable, not back yet"],
    ["只买过一次、实收 ¥500 以上，首单已过 30 天", "Bought once for ¥500 or more, over 30 days ago"],
    { kind: "orders", measure: "net_fen", test: { type: "number", op: ">=", value: 50_000 } },
    { kind: "orders", test: { type: "number", op: "=", value: 1 } },
    { kind: "order_date", measure: "first", test: { type: "date", op: "longer_ago", value: "30d" } },
  ),
  preset(
    "ridden",
    ["试骑 14 天未下单", "Test ride, no order for 14 days"],
    ["近 60 天试骑过，之后 14 天没有下单", "Took a test ride within 60 days and did not order for 14 days"],
    {
      kind: "sequence",
      within: { last: "60d" },
      steps: [{ events: ["Test Ride Completed"] }],
      without: { events: ["Order Placed", "Order Paid", "Order Completed"], within: "14d" },
    },
  ),
  preset(
    "visited",
    ["到店没加企微", "Visited a store, no contact of ours"],
    [
      "近 30 天到过店，没买，也不是任何一位员工的好友",
      "Visited a store within 30 days, did not buy, is no friend of any of the staff",
    ],
    { kind: "did", events: ["Store Visited"], within: { last: "30d" } },
    { kind: "not", of: { kind: "orders" } },
    { kind: "not", of: { kind: "relation", standing: ["friend"] } },
  ),
  preset(
    "service-due",
    ["买车满半年未回店", "Bought half a year ago, not seen in a store"],
    [
      "首单已过 180 天，近 180 天没有到过店：该约保养了",
      "First order over 180 days ago, no store visit since: time for a service",
    ],
    { kind: "order_date", measure: "first", test: { type: "date", op: "longer_ago", value: "180d" } },
    { kind: "not", of: { kind: "did", events: ["Store Visited"], within: { last: "180d" } } },
  ),
  preset(
    "cart-left",
    ["加购 24 小时未成交", "Left in the cart for a day"],
    ["近 7 天加入购物车，之后 24 小时没有付款", "Added to the cart within 7 days and did not pay for 24 hours"],
    {
      kind: "sequence",
      within: { last: "7d" },
      steps: [{ events: ["Product Added"] }],
      without: { events: ["Order Paid", "Order Completed"], within: "24h" },
    },
  ),
  preset(
    "interested",
    ["浏览三次未购买", "Looked three times, did not buy"],
    ["近 14 天看商品 3 次以上，没有下过单", "Viewed products three times in 14 days, never bought"],
    { kind: "did", events: ["Product Viewed"], within: { last: "14d" }, test: { type: "number", op: ">=", value: 3 } },
    { kind: "not", of: { kind: "orders" } },
  ),
  preset(
    "lapsing",
    ["快要流失的老客", "Repeat buyers about to lapse"],
    ["买过两次以上，最近一次在 90 天以前", "Bought twice or more, last time over 90 days ago"],
    { kind: "orders", test: { type: "number", op: ">=", value: 2 } },
    { kind: "order_date", measure: "last", test: { type: "date", op: "longer_ago", value: "90d" } },
  ),
  preset(
    "grown",
    ["一周内从兴趣到购买", "From interest to purchase in a week"],
    ["7 天前还在兴趣阶段，现在到了购买", "At interest 7 days ago, at purchase now"],
    { kind: "as_of", ago: "7d", of: { kind: "aipl", stages: ["I"] } },
    { kind: "aipl", stages: ["P"] },
  ),
  preset(
    "left-us",
    ["30 天内删除好友", "Deleted us within 30 days"],
    ["近 30 天删除了员工，没有再加回来", "Deleted our staff within 30 days and did not come back"],
    {
      kind: "sequence",
      within: { last: "30d" },
      steps: [{ events: ["Contact Deleted Staff"] }],
      without: { events: ["Contact Added"] },
    },
  ),
];
