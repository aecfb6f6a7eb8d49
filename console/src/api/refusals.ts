import { copy, inLanguage } from "@/lib/language";
import { Refused, UNREACHABLE } from "./client";
import { CONNECTORS } from "./refusals.connectors";
import { FILES } from "./refusals.files";
import { FOLLOWERS } from "./refusals.followers";
import type { RefusalCode } from "./refusals.gen";
import { HOUSE } from "./refusals.house";
import { LEADS } from "./refusals.leads";
import { MOMENTS } from "./refusals.moments";
import { READING } from "./refusals.reading";
import { RELATIONS } from "./refusals.relations";
import type { Sentence } from "./refusals.said";
import { SENDS } from "./refusals.sends";
import { STORES } from "./refusals.stores";
import { WORK } from "./refusals.work";

/** What each refusal means to an operator; the English is the server's own sentence. None may be left out. */
const ROUTES: Record<RefusalCode, Sentence> = {
  ...CONNECTORS,
  ...FOLLOWERS,
  ...HOUSE,
  ...LEADS,
  ...MOMENTS,
  ...READING,
  ...RELATIONS,
  ...SENDS,
  ...STORES,
  ...WORK,
};

const CHINESE: Record<string, Sentence> = {
  [UNREACHABLE]: "服务器没有回应。检查网络，或看看活水是否在运行。",
  ...FILES,
  ...ROUTES,
  ExperimentBegun: "实验已经开始，分组和指标不能再改。",
  ExperimentChanged: "你编辑的时候，别人改了这个实验。重新打开再改。",
  ExperimentExists: (f) => `已经有实验叫“${f.name ?? ""}”，换个名字。`,
  ExperimentNotBegun: "实验还没开始，没有结果可看。",
  MetricChanged: "你编辑的时候，别人改了这个指标。重新打开再改。",
  MetricExists: (f) => `已经有指标叫“${f.name ?? ""}”；两个指标不能同名，中英文都不行。`,
  MetricShips: "这个指标随程序提供，不能改；需要别的口径就另建一个。",
  NoSuchCell: "这个数字背后没有名单。",
  NoSuchChannel: (f) => `没有公域渠道“${f.channel ?? ""}”。`,
  NoSuchExperiment: (f) => `没有实验“${f.experiment ?? ""}”。`,
  NoSuchMetric: (f) => `没有指标“${f.name ?? ""}”。`,
  NoSuchQuestion: "这个问题已经算完或停止了。",
  NoSuchRun: "没有这一次预测。",
  NoValueRun: "还没有预测过客户价值，先在“客户价值 › 预测”里跑一次。",
  NotACost: (f) =>
    Number(f.line) > 0 ? `第 ${f.line} 行不是一条花费：${f.why}。整份都没有收下。` : `这份花费读不了：${f.why}。`,
  NotThatMetric: "定义里的名字和地址里的不是同一个指标。",
  NothingPredicted: "还没有对这个人的预测：没有跑过模型，或他在那之前没买过。",
  QueryCancelled: "这个问题已停止。",
  QueryTooLarge: "这个问题要读的数据太多。缩短时段，或缩小人群再问。",
  QueryTooSlow: (f) => `算了 ${f.seconds ?? ""} 秒还没算完，已停下。缩短时段，或缩小人群再问。`,
  RunGoing: "已经有一次预测在跑，等它结束。",
  TooFewInArms: (f) => `各组一共只有 ${f.units ?? 0} 人，每组至少要 2 人。`,
  TooManyBuckets: "时段切得太细，点太多了。缩短时段，或按更大的单位看。",
  TooManyQuestions: (f) => `同时在算的问题太多，请 ${f.retry_after ?? 5} 秒后再试。`,
};

const PLAIN = copy({ defect: "出了点问题。" }, { defect: "Something went wrong." });

/** This will say what went wrong in the operator's language: by code in Chinese, else in the server's sentence. */
export function explained(error: unknown, language: "zh" | "en"): string {
  if (!(error instanceof Refused)) return inLanguage(PLAIN).defect;
  const sentence = language === "zh" ? CHINESE[error.code] : undefined;
  if (sentence === undefined) return error.message;
  return typeof sentence === "string" ? sentence : sentence(error.facts);
}
