import { full, yuan } from "@/lib/numbers";
import type { Lexicon } from "./lexicon";
import { number } from "./phrases";
import { standingSaid } from "./ties";

export type Facts = Record<string, unknown>;
type Speak = (facts: Facts, say: Saying) => string;

interface Saying {
  zh: boolean;
  words: Lexicon;
  /** Writes a moment for reading. */
  moment: (at: string) => string;
}

/** This will say what decided a condition for one person: `2 笔，实收 ¥158.00，最近 11-21 17:49`. */
export function factsSaid(kind: string, facts: Facts, words: Lexicon, moment: (at: string) => string): string {
  const say: Saying = { zh: words.language === "zh", words, moment };
  return SPEAKERS[kind]?.(facts, say) ?? "";
}

function last(facts: Facts, { zh, moment }: Saying): string {
  const [latest] = (facts.latest as string[] | undefined) ?? [];
  return latest ? `${zh ? "，最近 " : ", last "}${moment(latest)}` : "";
}

function spread(facts: Facts, { zh }: Saying): string {
  if (typeof facts.days === "number") return zh ? `，分在 ${facts.days} 天` : `, on ${facts.days} days`;
  if (typeof facts.span_days === "number")
    return zh ? `，首末次相隔 ${number(facts.span_days)} 天` : `, first and last ${number(facts.span_days)} days apart`;
  return "";
}

const MEASURES: [string, string, string][] = [
  ["sum", "合计", "sum"],
  ["average", "平均", "average"],
  ["min", "最小", "smallest"],
  ["max", "最大", "largest"],
];

function measured(facts: Facts, { zh }: Saying): string {
  const found = MEASURES.find(([name]) => name in facts);
  if (!found) return "";
  const [name, zhName, enName] = found;
  const value = typeof facts[name] === "number" ? number(facts[name]) : zh ? "没有数值" : "no number";
  return `${zh ? "，" : ", "}${zh ? zhName : enName} ${value}`;
}

const orders: Speak = (facts, say) => {
  const [count, net] = [Number(facts.orders ?? 0), Number(facts.net_fen ?? 0)];
  if (!count) return say.zh ? "一笔也没有" : "no orders";
  const head = say.zh ? `${full(count)} 笔，实收 ${yuan(net)}` : `${full(count)} orders, net ${yuan(net)}`;
  return `${head}${spread(facts, say)}${last(facts, say)}`;
};

const events: Speak = (facts, say) => {
  const times = Number(facts.times ?? 0);
  if (!times) return say.zh ? "一次也没有" : "never";
  const head = say.zh ? `${full(times)} 次` : `${full(times)} times`;
  return `${head}${spread(facts, say)}${measured(facts, say)}${last(facts, say)}`;
};

const sequence: Speak = (facts, { zh, moment }) => {
  const steps = (facts.steps as (string | null)[] | undefined) ?? [];
  const done = steps.filter((step): step is string => step !== null);
  const head = zh ? `走到第 ${done.length} 步，共 ${steps.length} 步` : `${done.length} of ${steps.length} steps`;
  const when = done.length ? (zh ? `：${done.map(moment).join("，")}` : `: ${done.map(moment).join(", ")}`) : "";
  const against =
    typeof facts.without === "string"
      ? zh
        ? `；后来发生过 ${moment(facts.without)}`
        : `; undone ${moment(facts.without)}`
      : "";
  return `${head}${when}${against}`;
};

/** `1 个符合；张三：好友，2026-11-20 10:00 起` */
function tie(facts: Facts, { zh, words, moment }: Saying, named: (id: string) => string): string {
  const latest = (facts.latest as { with: string; standing: string; since: string }[] | undefined) ?? [];
  if (!latest.length) return zh ? "一个也没有" : "none at all";
  const each = latest.map((one) => {
    const [how, since] = [standingSaid(one.standing, words.language), moment(one.since)];
    return zh ? `${named(one.with)}：${how}，${since} 起` : `${named(one.with)}: ${how} since ${since}`;
  });
  const count = Number(facts.alike ?? 0);
  return [zh ? `${count} 个符合` : `${count} like this`, ...each].join(zh ? "；" : "; ");
}

const CONSENTS: Record<string, [string, string]> = {
  granted: ["已同意", "granted"],
  withdrawn: ["已撤回", "withdrawn"],
  missing: ["没有表示过", "never said"],
};

const SPEAKERS: Record<string, Speak> = {
  orders,
  order_date: orders,
  did: events,
  did_date: events,
  sequence,
  relation: (facts, say) => tie(facts, say, say.words.staff),
  customer_group: (facts, say) => tie(facts, say, say.words.group),
  trait: ({ value }, { zh }) => {
    if (value === null || value === undefined) return zh ? "没有这个属性" : "has no such trait";
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return zh ? `现在是“${text}”` : `is “${text}”`;
  },
  tag: ({ since }, { zh, moment }) => {
    if (typeof since !== "string") return zh ? "没有这个标签" : "does not carry it";
    return zh ? `${moment(since)} 打上` : `since ${moment(since)}`;
  },
  consent: ({ said }, { zh }) => CONSENTS[String(said)]?.[zh ? 0 : 1] ?? "",
  reachable: ({ channels }, { zh, words }) => {
    const names = ((channels as string[] | undefined) ?? []).map(words.channel);
    if (!names.length) return zh ? "没有渠道能触达" : "no channel reaches them";
    return zh ? `能由${names.join("、")}触达` : `by ${names.join(", ")}`;
  },
  first_channel: ({ channel }, { zh, words }) => {
    if (typeof channel !== "string") return zh ? "没有公域触点" : "no public channel";
    return zh ? `由${words.channel(channel)}带来` : `brought by ${words.channel(channel)}`;
  },
  bucket: ({ number: drawn }, { zh }) => (zh ? `抽到 ${Number(drawn) / 100}%` : `drew ${Number(drawn) / 100}%`),
  intimacy: ({ score }, { zh }) =>
    typeof score === "number" ? (zh ? `${number(score)} 分` : number(score)) : zh ? "还没有评分" : "no score yet",
  trust: ({ stage }, { zh, words }) =>
    typeof stage === "string" ? words.trust(stage) : zh ? "还没有评分" : "no score yet",
  as_of: ({ moment: at }, { zh, moment }) =>
    typeof at === "string" ? (zh ? `按 ${moment(at)} 算` : `as of ${moment(at)}`) : "",
};
