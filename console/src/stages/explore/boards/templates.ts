import { EXAMPLES } from "../examples";
import type { NewCard } from "../explore.api";
import type { Ask, Kind } from "../question";

export interface Template {
  key: string;
  zh: string;
  en: string;
  noteZh: string;
  noteEn: string;
  cards: (language: "zh" | "en") => NewCard[];
}

type Names = readonly [zh: string, en: string];
type Made = (language: "zh" | "en") => NewCard;

const LAST_30 = { last_days: 30 };
const on = (...events: string[]) => ({ events });

function metric(name: string, [zh, en]: Names): Made {
  return (language) => ({
    question: {
      name: language === "zh" ? `指标 · ${zh}` : `Metric · ${en}`,
      note: "",
      question: { kind: "metric", metric: name, period: LAST_30 },
    },
    title: language === "zh" ? zh : en,
    columns: 4,
  });
}

function own(names: Names, ask: Ask, columns: NewCard["columns"] = 6, height: NewCard["height"] = "low"): Made {
  return (language) => ({
    question: { name: names[language === "zh" ? 0 : 1], note: "", question: ask },
    columns,
    height,
  });
}

function example(kind: Kind, at: number, columns: NewCard["columns"] = 6, height: NewCard["height"] = "low"): Made {
  const found = EXAMPLES[kind][at];
  if (!found) throw new Error(`there is no example ${at} of ${kind}`);
  return own([found.zh, found.en], found.ask, columns, height);
}

const made =
  (...cards: Made[]) =>
  (language: "zh" | "en"): NewCard[] =>
    cards.map((card) => card(language));

const TALKS: Ask = {
  kind: "trends",
  period: LAST_30,
  granularity: "day",
  series: [
    { ...on("Message Replied"), measure: "people" },
    { ...on("Message Clicked"), measure: "people" },
    { ...on("Moment Interacted"), measure: "people" },
  ],
};
const SHOPPING: Ask = {
  kind: "funnel",
  period: LAST_30,
  within: "14d",
  steps: [on("Product Viewed"), on("Product Added"), on("Order Completed")],
};

/** Boards to begin with: real cards, asked of the brand's own data. */
export const TEMPLATES: Template[] = [
  {
    key: "growth",
    zh: "增长",
    en: "Growth",
    noteZh: "进了多少人，从哪来，成为好友的有多少。",
    noteEn: "How many came, from where, and how many became contacts.",
    cards: made(
      metric("contacts_added", ["加粉数", "Contacts added"]),
      metric("scan_add_rate", ["扫码添加率", "Scans that became contacts"]),
      metric("net_contacts", ["净增好友", "Net contacts"]),
      example("trends", 0, 12),
      example("funnel", 0, 6, "tall"),
      example("trends", 1, 6, "tall"),
    ),
  },
  {
    key: "engagement",
    zh: "互动",
    en: "Engagement",
    noteZh: "加了好友之后，有没有在说话、在来。",
    noteEn: "Whether people talk and come back once they are contacts.",
    cards: made(
      metric("opening_rate", ["开口率", "Opening rate"]),
      metric("interaction_rate", ["互动率", "Interaction rate"]),
      metric("push_reply_rate", ["触达回复率", "Replies to pushes"]),
      own(["每天回复、点击、朋友圈互动的人", "Replies, clicks, moments per day"], TALKS, 12),
      example("distribution", 2, 6),
      example("stickiness", 0, 6),
    ),
  },
  {
    key: "sales",
    zh: "成交",
    en: "Sales",
    noteZh: "卖了多少，怎么走到成交，多久再买。",
    noteEn: "How much was sold, how people came to buy, and how soon again.",
    cards: made(
      metric("net_revenue", ["实收", "Net revenue"]),
      metric("buyers", ["购买人数", "Buyers"]),
      metric("repurchase_rate", ["复购率", "Repurchase rate"]),
      example("trends", 2, 12),
      own(["浏览 → 加购 → 成交", "View → cart → order"], SHOPPING, 6, "tall"),
      example("intervals", 0, 6, "tall"),
    ),
  },
  {
    key: "retention",
    zh: "留存",
    en: "Retention",
    noteZh: "来了的人，谁留下、谁走了。",
    noteEn: "Of those who came, who stays and who leaves.",
    cards: made(
      metric("contact_retention_7d", ["好友 7 日留存率", "Contacts kept for 7 days"]),
      metric("contact_loss_rate", ["新增好友流失率", "New contacts lost"]),
      metric("contacts_lost", ["流失人数", "Contacts lost"]),
      example("life_cycle", 0, 12),
      example("retention", 0, 6, "tall"),
      example("retention", 1, 6, "tall"),
    ),
  },
];
