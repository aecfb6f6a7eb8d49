import { type Lexicon, listed, shortened } from "./lexicon";
import type { EventFilter, OrdersFilter, Step } from "./nodes";
import { duration, quoted, tested, weekday } from "./phrases";

const MANY = 4;

const ROLES: Record<string, [zh: string, en: string]> = {
  A: ["认知行为", "awareness events"],
  I1: ["浅兴趣行为", "light interest events"],
  I2: ["深兴趣行为", "deep interest events"],
  P: ["购买行为", "purchase events"],
  L: ["忠诚行为", "loyalty events"],
};

export function roleOfEvents(role: string, language: "zh" | "en"): string {
  return ROLES[role]?.[language === "zh" ? 0 : 1] ?? role;
}

/** This will say which events, without when: `“浏览商品”或“加入购物车”`; any event has words of its own. */
export function eventsSaid(filter: EventFilter, words: Lexicon): string {
  const zh = words.language === "zh";
  const names = [
    ...(filter.events ?? []).map((name) => quoted(zh)(words.event(name))),
    ...(filter.roles ?? []).map((role) => roleOfEvents(role, words.language)),
  ];
  const calls = filter.calls?.every((call) => call !== "track") ? (zh ? "浏览页面" : "a page view") : "";
  if (names.length) return shortened(names, MANY, words.language);
  return calls || (zh ? "任何行为" : "anything");
}

/** This will say what narrows events down: properties, channels, time of day, weekdays. */
export function narrowed(filter: EventFilter, words: Lexicon): string[] {
  const zh = words.language === "zh";
  const parts = (filter.where ?? []).map((one) => tested(words.property(one.property), one.test, words.language));
  if (filter.channels) parts.push(channels(filter.channels, words));
  if (filter.at) parts.push(`${filter.at.from}–${filter.at.to}`);
  if (filter.weekdays)
    parts.push(
      listed(
        filter.weekdays.map((day) => weekday(day, words.language)),
        "or",
        words.language,
      ),
    );
  if (filter.events?.length && filter.calls) parts.push(zh ? "仅限页面浏览" : "page views only");
  return parts;
}

export function channels(names: readonly string[], words: Lexicon): string {
  const zh = words.language === "zh";
  const said = names.map((name) => (name ? words.channel(name) : zh ? "未说明渠道" : "no channel"));
  return zh ? `渠道为${listed(said, "or", "zh")}` : `on ${listed(said, "or", "en")}`;
}

/** This will say which orders: channels, stores, what is in them. */
export function ordersNarrowed(filter: OrdersFilter, words: Lexicon): string[] {
  const zh = words.language === "zh";
  const parts: string[] = [];
  const some = (names: readonly string[] | undefined, zhWord: string, enWord: string): void => {
    if (names?.length) parts.push(`${zh ? zhWord : `${enWord} `}${listed(names, "or", words.language)}`);
  };
  if (filter.channels) parts.push(channels(filter.channels, words));
  if (filter.online !== undefined) parts.push(filter.online ? (zh ? "线上" : "online") : zh ? "线下" : "in a store");
  some(
    filter.stores?.map((store) => words.store(store)),
    "门店为",
    "at",
  );
  some(filter.skus, "含 SKU ", "with SKU");
  some(filter.products, "含商品 ", "with product");
  if (filter.item_name) parts.push(zh ? `商品名含“${filter.item_name}”` : `with an item named “${filter.item_name}”`);
  return parts;
}

export function bracketed(parts: readonly string[], words: Lexicon): string {
  if (!parts.length) return "";
  return words.language === "zh" ? `（${parts.join("，")}）` : ` (${parts.join(", ")})`;
}

/** This will say a step of a sequence with the time that it may take: `3 小时内“开始结算”`. */
export function stepSaid(step: Step, words: Lexicon): string {
  const zh = words.language === "zh";
  const what = `${eventsSaid(step, words)}${bracketed(narrowed(step, words), words)}`;
  if (!step.within) return what;
  const long = duration(step.within, words.language);
  return zh ? `${long}内${what}` : `${what} within ${long}`;
}
