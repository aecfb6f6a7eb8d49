import type { Kind, Node } from "./nodes";

/** One or more of every kind and every kind of test, as the howto and the tests of the server write them. */
export const EXAMPLES: Record<Kind, Node[]> = {
  all: [{ kind: "all", of: [{ kind: "known" }, { kind: "reachable", channel: "sms" }] }],
  any: [{ kind: "any", of: [{ kind: "known" }, { kind: "not", of: { kind: "known" } }] }],
  not: [
    { kind: "not", of: { kind: "orders", within: { from: "2026-10-01" } } },
    { kind: "not", of: { kind: "not", of: { kind: "known" } } },
    { kind: "not", of: { kind: "any", of: [{ kind: "known" }, { kind: "reachable" }] } },
  ],
  as_of: [
    { kind: "as_of", ago: "7d", of: { kind: "aipl", stages: ["I"] } },
    { kind: "as_of", on: "2026-11-01", of: { kind: "all", of: [{ kind: "orders" }, { kind: "did" }] } },
  ],
  segment: [{ kind: "segment", name: "高价值" }],
  snapshot: [
    { kind: "snapshot", number: 7 },
    { kind: "snapshot", number: 8, label: "第 3 步流失" },
  ],
  aipl: [
    { kind: "aipl", stages: ["P"] },
    { kind: "aipl", stages: ["I1", "I2"], count: "active" },
  ],
  tier: [{ kind: "tier", tiers: ["devoted", "fond"] }],
  life_cycle: [{ kind: "life_cycle", stages: ["dormant", "none"] }],
  known: [{ kind: "known" }],
  trait: [
    { kind: "trait", name: "city", test: { type: "text", op: "is", value: "上海" } },
    { kind: "trait", name: "city", test: { type: "text", op: "one_of", value: ["上海", "杭州"] } },
    { kind: "trait", name: "points", test: { type: "number", op: "between", value: [100, 500] } },
    { kind: "trait", name: "owner", test: { type: "boolean", value: true } },
    { kind: "trait", name: "hobbies", test: { type: "array", op: "has_any", value: ["骑行", "露营"] } },
    { kind: "trait", name: "hobbies", test: { type: "array", op: "has", value: "骑行" } },
    { kind: "trait", name: "birthday", test: { type: "date", op: "within_next", value: "7d" } },
    { kind: "trait", name: "宝宝生日", test: { type: "date", op: "age", unit: "months", value: [3, 6] } },
    { kind: "trait", name: "phone", test: { type: "any" } },
  ],
  tag: [
    { kind: "tag", tag: "VIP" },
    { kind: "tag", tag: "VIP", within: { last: "30d" } },
  ],
  consent: [
    { kind: "consent", purpose: "marketing" },
    { kind: "consent", purpose: "marketing", channel: "sms" },
  ],
  reachable: [{ kind: "reachable" }, { kind: "reachable", channel: "wecom" }],
  orders: [
    { kind: "orders" },
    { kind: "orders", test: { type: "number", op: ">=", value: 2 }, within: { last: "90d" } },
    { kind: "orders", measure: "net_fen", test: { type: "number", op: ">=", value: 100_000 } },
    { kind: "orders", measure: "span_days", test: { type: "number", op: ">=", value: 2 }, state: "any" },
    {
      kind: "orders",
      measure: "average_net_fen",
      test: { type: "number", op: "between", value: [10_000, 20_000] },
      channels: ["tmall", ""],
      online: true,
      stores: ["杭州西湖店"],
      skus: ["A-1"],
      products: ["p1"],
      item_name: "头盔",
    },
  ],
  order_date: [
    { kind: "order_date", measure: "first", test: { type: "date", op: "within_last", value: "30d" } },
    { kind: "order_date", measure: "last", test: { type: "date", op: "between", value: ["2026-10-01", "2026-11-01"] } },
  ],
  did: [
    { kind: "did" },
    {
      kind: "did",
      events: ["Product Viewed"],
      within: { last: "30d" },
      test: { type: "number", op: ">=", value: 3 },
    },
    { kind: "did", roles: ["I1", "I2"], calls: ["page"], within: { last: "30d", until: "7d" }, measure: "days" },
    {
      kind: "did",
      events: ["Order Paid"],
      measure: "sum",
      property: "total",
      test: { type: "number", op: ">", value: 500 },
      where: [{ property: "category", test: { type: "text", op: "contains", value: "头盔" } }],
      at: { from: "22:00", to: "06:00" },
      weekdays: [6, 7],
      channels: ["douyin"],
    },
  ],
  did_date: [
    {
      kind: "did_date",
      measure: "last",
      events: ["Store Visited"],
      test: { type: "date", op: "longer_ago", value: "30d" },
    },
  ],
  sequence: [
    {
      kind: "sequence",
      steps: [{ events: ["Product Added"] }, { events: ["Checkout Started"], within: "3h" }],
      without: { events: ["Order Completed"], within: "1d" },
      within: { last: "14d" },
    },
    {
      kind: "sequence",
      steps: [{ events: ["Contact Added"] }],
      without: { events: ["Contact Deleted Staff", "Staff Deleted Contact"] },
    },
  ],
  relation: [
    { kind: "relation" },
    { kind: "relation", standing: ["friend"] },
    { kind: "relation", standing: ["friend"], test: { type: "number", op: ">=", value: 2 } },
    { kind: "relation", standing: ["deleted_by_customer", "deleted_by_staff"], within: { last: "30d" } },
    {
      kind: "relation",
      standing: ["half", "transferred"],
      staff: ["lisi"],
      corps: ["ww1"],
      ways: ["1", ""],
      test: { type: "number", op: "between", value: [1, 2] },
    },
    { kind: "not", of: { kind: "relation", within: { from: "2026-10-01" } } },
  ],
  customer_group: [
    { kind: "customer_group" },
    { kind: "customer_group", standing: ["in"], groups: ["wr1"] },
    { kind: "customer_group", standing: ["left"], corps: ["ww1"], within: { last: "7d" } },
    { kind: "customer_group", standing: ["in", "left"], test: { type: "number", op: "=", value: 0 } },
  ],
  first_channel: [{ kind: "first_channel", channels: ["douyin", ""] }],
  intimacy: [{ kind: "intimacy", test: { type: "number", op: ">=", value: 80 } }],
  trust: [{ kind: "trust", stages: ["friend", "family"] }],
  bucket: [
    { kind: "bucket", salt: "双十一", to: 5000 },
    { kind: "bucket", salt: "双十一", from: 5000, to: 10_000 },
  ],
};

export const EVERY: Node[] = Object.values(EXAMPLES).flat();
