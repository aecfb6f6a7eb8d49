import type { Sentences } from "./refusals.said";

/** What leads and the public platforms' doors refuse. */
export const LEADS = {
  LeadChanged: "刚有人标记过这条线索，看一眼再标。",
  NoReasonForLead: "写一句原因：会记进审计日志。",
  NoSuchLead: "没有这条线索，或它不在你的范围内。",
  NotAPlaceInLeads: "翻页的位置不对，从第一页重新看。",
  NothingToRing: (f) => `“${f.name ?? ""}”的回调要用平台后台自带的测试。`,
  NothingToRotate: (f) => `“${f.name ?? ""}”的密钥是平台给的：先在平台后台重置，再到这里换。`,
} satisfies Sentences;
