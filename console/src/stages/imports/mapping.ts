/** A mapping made by hand: which column says what, and what is still missing before it can be tried. */

export const RECORDS = ["order", "customer", "contact", "event"] as const;
export type RecordKind = (typeof RECORDS)[number];

/** Where a column goes: `columns.order_id`, `identifiers.phone`, `traits.city`; `traits.*` keeps its own name. */
export type Target = `${"columns" | "identifiers" | "traits" | "properties"}.${string}`;
export type Choices = Record<string, Target | undefined>;
type Part = "columns" | "identifiers" | "traits" | "properties";

export interface Document {
  name: string;
  title: string;
  record: RecordKind;
  platform: string;
  channel: string;
  signature: string[];
  columns: Record<string, string | { const: string }>;
  identifiers: Record<string, string>;
  traits?: Record<string, string>;
  properties?: Record<string, string>;
  group_by?: string[];
  totals?: "order" | "row";
  paid?: "by_state" | "always";
}

const IDENTIFIERS = ["phone", "member_no", "user_id", "email"];
const TRAITS = ["name", "nickname", "gender", "birthday", "city", "address"];
const COLUMNS: Record<RecordKind, string[]> = {
  order: [
    ...["order_id", "placed_at", "paid_at", "total", "status", "refunded", "store", "salesperson"],
    ...["item_name", "item_sku", "quantity", "item_price", "buyer_name", "receiver_phone", "remark"],
  ],
  customer: ["updated_at"],
  contact: ["name", "added_at", "staff", "staff_account", "add_source"],
  event: ["name", "occurred_at"],
};

/** Of each group one must be there. */
const REQUIRED: Record<RecordKind, Target[][]> = {
  order: [["columns.order_id"], ["columns.placed_at", "columns.paid_at"], ["columns.total"]],
  customer: [IDENTIFIERS.map((name) => `identifiers.${name}` as Target)],
  contact: [["columns.name"], ["columns.added_at"]],
  event: [["columns.name"], ["columns.occurred_at"], IDENTIFIERS.map((name) => `identifiers.${name}` as Target)],
};

/** This will list where a column of such a file may go, in groups. */
export function targetsOf(record: RecordKind): [Part, Target[]][] {
  const of = (part: Part, names: string[]): [Part, Target[]] => [
    part,
    names.map((name) => `${part}.${name}` as Target),
  ];
  const groups: [Part, Target[]][] = [of("columns", COLUMNS[record]), of("identifiers", IDENTIFIERS)];
  if (record === "customer" || record === "contact") groups.push(of("traits", [...TRAITS, "*"]));
  if (record === "event") groups.push(of("properties", ["*"]));
  return groups;
}

/** Words that headers use, the plainest last: the first that is in a header decides. */
const GUESSES: [RegExp, string][] = [
  [/小票号|订单(编)?号|单号|order.?(id|no)/i, "columns.order_id"],
  [/付款时间|支付时间|paid.?at/i, "columns.paid_at"],
  [/添加时间|added/i, "columns.added_at"],
  [/更新时间|updated/i, "columns.updated_at"],
  [/会员(卡|号|编号)|member/i, "identifiers.member_no"],
  [/用户(编号|id)|user.?id/i, "identifiers.user_id"],
  [/手机|电话|phone|mobile/i, "identifiers.phone"],
  [/邮箱|邮件|e-?mail/i, "identifiers.email"],
  [/事件|event/i, "columns.name"],
  [/下单|创建时间|时间|日期|time|date/i, "columns.placed_at"],
  [/退款/i, "columns.refunded"],
  [/单价|price/i, "columns.item_price"],
  [/实付|实收|总额|金额|合计|total|amount/i, "columns.total"],
  [/状态|status/i, "columns.status"],
  [/数量|qty|quantity/i, "columns.quantity"],
  [/货号|sku|商品编码/i, "columns.item_sku"],
  [/商品|品名|item|product/i, "columns.item_name"],
  [/门店|店铺|store/i, "columns.store"],
  [/导购|店员|销售|salesperson/i, "columns.salesperson"],
  [/备注|remark/i, "columns.remark"],
  [/昵称|nick/i, "traits.nickname"],
  [/姓名|客户名|name/i, "traits.name"],
  [/性别|gender/i, "traits.gender"],
  [/生日|birth/i, "traits.birthday"],
  [/城市|city/i, "traits.city"],
  [/地址|address/i, "traits.address"],
  [/员工|成员|staff/i, "columns.staff"],
];
const TIMES: Partial<Record<RecordKind, Target>> = { event: "columns.occurred_at", contact: "columns.added_at" };

/** This will guess where each column goes; what one column took, no other gets. */
export function guessed(columns: string[], record: RecordKind): Choices {
  const allowed = new Set(targetsOf(record).flatMap(([, targets]) => targets));
  const taken = new Set<Target>();
  const choices: Choices = {};
  for (const column of columns) {
    const target = GUESSES.filter(([word]) => word.test(column))
      .map(([, found]) => placed(found as Target, record))
      .find((found) => allowed.has(found) && !taken.has(found));
    if (target) taken.add(target);
    choices[column] = target;
  }
  return choices;
}

function placed(target: Target, record: RecordKind): Target {
  if (target === "columns.placed_at") return TIMES[record] ?? target;
  if (target === "traits.name" && record === "contact") return "columns.name";
  return target;
}

/** This will list what must still be mapped: groups of which one is enough. */
export function missing(choices: Choices, record: RecordKind): Target[][] {
  const chosen = new Set(Object.values(choices));
  return REQUIRED[record].filter((group) => !group.some((target) => chosen.has(target)));
}

interface Making {
  title: string;
  record: RecordKind;
  platform: string;
  choices: Choices;
  totals: "order" | "row";
}

/** This will write the mapping; its name depends on what it says, so that the same one is saved once. */
export function documented({ title, record, platform, choices, totals }: Making): Document {
  const parts: Record<Part, Record<string, string>> = { columns: {}, identifiers: {}, traits: {}, properties: {} };
  for (const [column, target] of Object.entries(choices)) {
    if (!target) continue;
    const [part, name] = [target.slice(0, target.indexOf(".")) as Part, target.slice(target.indexOf(".") + 1)];
    parts[part][name === "*" ? column : name] = column;
  }
  const signature = Object.keys(choices).filter((column) => choices[column]);
  const known = "paid_at" in parts.columns || "status" in parts.columns;
  return {
    name: `${platform}-${record}-${hashed([...signature].sort().join("\n"))}`,
    title,
    record,
    platform,
    channel: platform,
    signature,
    columns: parts.columns,
    identifiers: parts.identifiers,
    ...(Object.keys(parts.traits).length && { traits: parts.traits }),
    ...(Object.keys(parts.properties).length && { properties: parts.properties }),
    // a list of tickets without a state is a list of what was paid
    ...(record === "order" && { group_by: ["order_id"], totals, paid: known ? "by_state" : "always" }),
  };
}

function hashed(text: string): string {
  let hash = 5381;
  for (const sign of text) hash = (hash * 33 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(36);
}
