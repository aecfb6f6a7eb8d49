import type { Sentences } from "./refusals.said";

/** What leads and the public platforms' doors refuse. */
export const LEADS = {
  LeadChanged: "刚有人标记过这条线索，看一眼再标。",
  NoReasonForLead: "写一句原因：会记进审计日志。",
  NoSuchLead: "没有这条线索，或它不在你的范围内。",
  NotAPlaceInLeads: "翻页的位置不对，从第一页重新看。",
  AuthorizationDeclined: (f) =>
    `平台没有认这个授权码（${f.why ?? ""}）：它只能用一次、十分钟内有效，而且要是这个应用的。`,
  NoSuchAdvertiser: (f) => `授权没有覆盖广告主 ${f.advertisers ?? ""}；它覆盖 ${f.granted ?? ""}。`,
  NotAuthorized: (f) => `还没有人授权“${f.name ?? ""}”拉取线索：先填平台给的授权码。`,
  NothingToPull: (f) => `“${f.name ?? ""}”的平台没有可以拉取的线索。`,
  PullUnderWay: (f) => `“${f.name ?? ""}”正在拉取线索，一分钟后再看。`,
  NothingToRing: (f) => `“${f.name ?? ""}”的回调要用平台后台自带的测试。`,
  NothingToRotate: (f) => `“${f.name ?? ""}”的密钥是平台给的：先在平台后台重置，再到这里换。`,
} satisfies Sentences;
