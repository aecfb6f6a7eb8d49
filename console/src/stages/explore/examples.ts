import type { Ask, EventFilter, Kind } from "./question";

export interface Example {
  zh: string;
  en: string;
  ask: Ask;
}

const on = (...events: string[]): EventFilter => ({ events });
const LAST_30 = { last_days: 30 };
const LAST_90 = { last_days: 90 };
const TALKED = on("Message Replied", "Message Clicked", "Moment Interacted", "Consultation Started");

/** Questions to begin with; the first of a kind is asked when nothing was asked yet. */
export const EXAMPLES: Record<Kind, Example[]> = {
  trends: [
    {
      zh: "扫码、加好友、成交，每天多少人",
      en: "Scanned, added, bought: people per day",
      ask: {
        kind: "trends",
        period: LAST_30,
        granularity: "day",
        compare: true,
        series: [
          { ...on("Live Code Scanned"), measure: "people" },
          { ...on("Contact Added"), measure: "people" },
          { ...on("Order Completed"), measure: "people" },
        ],
      },
    },
    {
      zh: "各渠道每周扫码多少人",
      en: "Scans per week by channel",
      ask: {
        kind: "trends",
        period: LAST_90,
        granularity: "week",
        series: [{ ...on("Live Code Scanned"), measure: "people" }],
        breakdown: { by: "channel", top: 6 },
      },
    },
    {
      zh: "每周成交金额",
      en: "Order value per week",
      ask: {
        kind: "trends",
        period: LAST_90,
        granularity: "week",
        series: [{ ...on("Order Completed"), measure: "sum", property: "total" }],
      },
    },
  ],
  funnel: [
    {
      zh: "扫码 → 加好友 → 成交",
      en: "Scan → add → order",
      ask: {
        kind: "funnel",
        period: LAST_90,
        within: "30d",
        steps: [on("Live Code Scanned"), on("Contact Added"), on("Order Completed")],
      },
    },
    {
      zh: "点广告 → 落地页 → 看商品 → 加购 → 成交，分渠道",
      en: "Ad → landing page → product → cart → order, by channel",
      ask: {
        kind: "funnel",
        period: LAST_90,
        within: "14d",
        steps: [
          on("Ad Clicked"),
          on("Landing Page Viewed"),
          on("Product Viewed"),
          on("Product Added"),
          on("Order Completed"),
        ],
        breakdown: { by: "channel", top: 5 },
      },
    },
    {
      zh: "预约试骑 → 完成试骑 → 成交",
      en: "Test ride booked → completed → order",
      ask: {
        kind: "funnel",
        period: LAST_90,
        within: "30d",
        steps: [on("Test Ride Booked"), on("Test Ride Completed"), on("Order Completed")],
      },
    },
  ],
  retention: [
    {
      zh: "加好友之后，每周还有互动的人",
      en: "After being added, still interacting week by week",
      ask: {
        kind: "retention",
        period: { last_days: 84 },
        start: on("Contact Added"),
        back: TALKED,
        granularity: "week",
        ages: 8,
      },
    },
    {
      zh: "小程序次日、3 日、7 日留存",
      en: "Mini Program retention: day 1, 3, 7",
      ask: {
        kind: "retention",
        period: { last_days: 28 },
        start: on("Mini Program Opened"),
        granularity: "day",
        mode: "bracket",
        brackets: [1, 2, 3, 4, 7],
        ages: 7,
      },
    },
    {
      zh: "首单之后的复购",
      en: "Bought again after the first order",
      ask: {
        kind: "retention",
        period: { last_days: 180 },
        start: on("Order Completed"),
        granularity: "month",
        ages: 5,
      },
    },
  ],
  paths: [
    {
      zh: "点了广告之后",
      en: "After an ad was clicked",
      ask: { kind: "paths", period: LAST_30, start: on("Ad Clicked"), gap: "3h", steps: 5, top: 20 },
    },
    {
      zh: "成交之前",
      en: "Before an order",
      ask: { kind: "paths", period: LAST_30, end: on("Order Completed"), gap: "24h", steps: 5, top: 20 },
    },
  ],
  distribution: [
    {
      zh: "每人成交几单",
      en: "Orders per person",
      ask: {
        kind: "distribution",
        period: LAST_90,
        events: on("Order Completed"),
        of: "count",
        edges: [1, 2, 3, 4, 5],
      },
    },
    {
      zh: "每单多少钱",
      en: "Value of an order",
      ask: {
        kind: "distribution",
        period: LAST_90,
        events: on("Order Completed"),
        of: "value",
        property: "total",
        edges: [0, 50, 100, 200, 500, 1000, 3000, 10000],
      },
    },
    {
      zh: "几点钟互动",
      en: "Hours of interaction",
      ask: { kind: "distribution", period: LAST_30, events: TALKED, of: "hour" },
    },
  ],
  stickiness: [
    {
      zh: "小程序一周来几天",
      en: "Mini Program: days per week",
      ask: { kind: "stickiness", period: { last_days: 56 }, active: on("Mini Program Opened"), granularity: "week" },
    },
    {
      zh: "任意行为，一月来几天",
      en: "Anything at all: days per month",
      ask: { kind: "stickiness", period: LAST_90, granularity: "month" },
    },
  ],
  life_cycle: [
    {
      zh: "每周新增、留下、回来、沉默的人",
      en: "New, returning, back, dormant per week",
      ask: { kind: "life_cycle", period: { last_days: 70 }, granularity: "week" },
    },
    {
      zh: "小程序用户",
      en: "Mini Program users",
      ask: { kind: "life_cycle", period: { last_days: 70 }, active: on("Mini Program Opened"), granularity: "week" },
    },
  ],
  intervals: [
    {
      zh: "从加好友到成交要多久",
      en: "From being added to an order",
      ask: {
        kind: "intervals",
        period: LAST_90,
        start: on("Contact Added"),
        end: on("Order Completed"),
        within: "90d",
      },
    },
    {
      zh: "两次成交隔多久",
      en: "Between two orders",
      ask: { kind: "intervals", period: { last_days: 180 }, start: on("Order Completed"), within: "180d" },
    },
    {
      zh: "从扫码到加好友要多久",
      en: "From scan to being added",
      ask: {
        kind: "intervals",
        period: LAST_90,
        start: on("Live Code Scanned"),
        end: on("Contact Added"),
        within: "7d",
      },
    },
  ],
};

/** This will give the question that a kind begins with. */
export function firstOf(kind: Kind): Ask {
  return (EXAMPLES[kind][0] as Example).ask;
}
