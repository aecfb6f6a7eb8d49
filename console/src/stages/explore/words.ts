import { copy, type Language } from "@/lib/language";
import type { Granularity, Kind } from "./question";

type Pair = readonly [zh: string, en: string];

const KIND_NAMES: Record<Kind, Pair> = {
  trends: ["趋势", "Trends"],
  funnel: ["漏斗", "Funnel"],
  retention: ["留存", "Retention"],
  paths: ["路径", "Paths"],
  distribution: ["分布", "Distribution"],
  stickiness: ["黏性", "Stickiness"],
  life_cycle: ["生命周期", "Life-cycle"],
  intervals: ["间隔", "Intervals"],
};

const KIND_QUESTIONS: Record<Kind, Pair> = {
  trends: ["多少次、多少人、多少钱，怎么变", "How often, how many, how much over time"],
  funnel: ["走到哪一步，在哪一步离开", "How far people come, and where they leave"],
  retention: ["开始之后，谁还回来", "Of those who began, who came back"],
  paths: ["先做什么，再做什么", "What people do one after the other"],
  distribution: ["多少次、多少钱、几点钟，各有多少人", "How often, how much, at what hour"],
  stickiness: ["一周或一月里来几天", "On how many days people come"],
  life_cycle: ["谁新来、留下、回来、沉默", "Who is new, returning, back, dormant"],
  intervals: ["从一件事到另一件事要多久", "How long from one event to another"],
};

const GRANULARITIES: Record<Granularity, Pair> = {
  hour: ["小时", "hour"],
  day: ["天", "day"],
  week: ["周", "week"],
  month: ["月", "month"],
};

const pick = (pair: Pair, chosen: Language): string => pair[chosen === "zh" ? 0 : 1];

const OTHER_KINDS: Record<string, Pair> = {
  metric: ["指标", "Metric"],
  attribution: ["归因", "Attribution"],
  chains: ["来路", "Chains"],
  channel_quality: ["渠道质量", "Channel quality"],
  flow_map: ["流转图", "Flow map"],
  layers: ["分层存量", "Layers"],
  value: ["客户价值", "Value"],
  repurchase: ["复购", "Repurchase"],
  rfm: ["RFM", "RFM"],
  payback: ["渠道回本", "Payback"],
  experiment: ["实验结果", "Experiment"],
  forecast: ["价值预测", "Forecast"],
};

export const kindLabel = (kind: Kind, chosen: Language): string => pick(KIND_NAMES[kind], chosen);

/** This will name any kind of question, also those of other pages. */
export function anyKind(kind: string, chosen: Language): string {
  const pair = (KIND_NAMES as Record<string, Pair>)[kind] ?? OTHER_KINDS[kind];
  return pair ? pick(pair, chosen) : kind;
}

export const kindQuestion = (kind: Kind, chosen: Language): string => pick(KIND_QUESTIONS[kind], chosen);
export const granularityLabel = (one: Granularity, chosen: Language): string => pick(GRANULARITIES[one], chosen);

/** What all kinds of question and all their answers say. */
export const COMMON = copy(
  {
    anything: "任意行为",
    none: "未说明",
    others: "其他",
    yes: "是",
    no: "否",
    people: "人数",
    people_unit: "人",
    total: "合计",
    everybody: "所有人",
    incomplete: "还没结束",
    nobody: "这段时间里没有人做过",
    nobodyWhy: "换一个更长的时段，或者检查上面选的行为和条件。",
    longer: "看近 90 天",
    small: "人数不足 30，比例会跳动",
    more: (n: number) => `其余 ${n} 组`,
  },
  {
    anything: "Anything",
    none: "Not said",
    others: "Others",
    yes: "Yes",
    no: "No",
    people: "People",
    people_unit: "people",
    total: "Total",
    everybody: "Everybody",
    incomplete: "not over yet",
    nobody: "Nobody did this in the period",
    nobodyWhy: "Take a longer period, or look again at the events and conditions.",
    longer: "Take 90 days",
    small: "Fewer than 30 people: shares jump about",
    more: (n: number) => `${n} more groups`,
  },
);
