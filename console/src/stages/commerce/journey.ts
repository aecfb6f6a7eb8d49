import type { Shapes } from "@/api/client";

type Moment = Pick<Shapes["MomentOut"], "name" | "kind" | "channel" | "occurred_at">;

/** What counts as a touch where nobody says otherwise, as attribution counts it (a test holds the two equal). */
export const TOUCHES: readonly string[] = [
  "Ad Clicked",
  "Content Viewed",
  "Video Viewed",
  "Live Entered",
  "Brand Searched",
  "Promotion Clicked",
  "Live Code Scanned",
  "Link Clicked",
  "Landing Page Viewed",
  "Message Clicked",
  "Push Notification Tapped",
  "Deep Link Opened",
  "Official Account Scanned",
  "Official Account Article Read",
  "Invitation Accepted",
  "Store Visited",
];
/** On these a page that was opened is a touch as well. */
export const PUBLIC: readonly string[] = [
  "douyin",
  "toutiao",
  "xiaohongshu",
  "weibo",
  "bilibili",
  "kuaishou",
  "zhihu",
  "wechat_ads",
  "wechat_channels",
  "tmall",
  "taobao",
  "jd",
  "pinduoduo",
  "doudian",
  "wxshop",
  "meituan",
  "stores",
  "search",
  "referral",
  "direct",
  "unknown",
];
export const LOOKBACK_MS = 30 * 86_400_000;
const VISIT_MS = 30 * 60_000;

/** One visit by a channel before an order: its first touch, and what three models would give it of the order. */
export interface Visit {
  channel: string;
  name: string;
  at: string;
  touches: number;
  first: number;
  last: number;
  linear: number;
}

function touching(moment: Moment): boolean {
  if (!moment.channel) return false;
  const opened = moment.kind === "page" || moment.kind === "screen";
  return TOUCHES.includes(moment.name) || (opened && PUBLIC.includes(moment.channel));
}

/**
 * This will give the visits that an order has to thank, the oldest first.
 *
 * Touches of the last 30 days count, since the buyer's order before this one; those of one channel that follow each other
 * within 30 minutes are one visit.
 */
export function visitsBefore(moments: readonly Moment[], ordered: string, before?: string | null): Visit[] {
  const until = Date.parse(ordered);
  const since = Math.max(until - LOOKBACK_MS, before ? Date.parse(before) : 0);
  const touches = moments
    .filter((moment) => touching(moment) && within(moment, since, until))
    .toSorted((a, b) => Date.parse(a.occurred_at) - Date.parse(b.occurred_at));
  const visits: (Visit & { until: number })[] = [];
  for (const { channel, name, occurred_at } of touches) {
    const [now, open] = [Date.parse(occurred_at), visits.at(-1)];
    if (open?.channel === channel && now - open.until <= VISIT_MS) {
      open.touches += 1;
      open.until = now;
    } else visits.push({ channel, name, at: occurred_at, touches: 1, first: 0, last: 0, linear: 0, until: now });
  }
  return visits.map(({ until: _, ...visit }, at) => ({
    ...visit,
    first: at === 0 ? 1 : 0,
    last: at === visits.length - 1 ? 1 : 0,
    linear: 1 / visits.length,
  }));
}

function within(moment: Moment, since: number, until: number): boolean {
  const at = Date.parse(moment.occurred_at);
  return at > since && at < until;
}

/** Of the buyer's orders, when the one before this was paid; one that was given back entirely is none. */
export function paidBefore(orders: readonly Shapes["OrderOut"][], order: Shapes["OrderOut"]): string | null {
  const own = order.paid_at ?? order.placed_at;
  const earlier = orders.flatMap((one) =>
    one.key !== order.key && one.paid_at && one.paid_fen > one.refunded_fen && one.paid_at < own ? [one.paid_at] : [],
  );
  return earlier.toSorted().at(-1) ?? null;
}
