import type { Sentences } from "./refusals.said";

/** What mass sends refuse. */
export const SENDS = {
  AudienceMismatched: (f) =>
    f.kind === "groups" ? "客户群只能按群主或指定的群来选。" : "发给客户不能按群来选，换成“客户群”再发。",
  NoAudience: "还没说发给谁：选人群、标签、员工，或明确选“全部”。",
  NoSuchSend: (f) => `没有群发 ${f.id ?? ""}，或它不在你的数据范围里。`,
  NobodyToRemind: (f) => `没有可提醒的人：都确认了，或 24 小时内已提醒 ${f.most ?? 3} 次。`,
  NobodyToSendTo: (f) => `没有人可发：选中的 ${f.wanted ?? 0} 个都被剔除了，原因看预估。`,
  NotAnAttachment: (f) => `第 ${f.place ?? ""} 个附件发不了：${f.why ?? ""}。`,
  NotForSends: (f) => `“${f.filename ?? ""}”发不了：${f.why ?? ""}。`,
  NothingToSay: "写点内容，或加个附件再保存。",
  SendKeyTaken: "同一个编号已用于别的群发，请重新打开再建。",
  SendNotPlanned: "这次群发已经停止，不能再发起。另建一个。",
  SendOver: "这次群发已经结束，没有可停止或提醒的了。",
  SendTextTooLong: (f) => `内容有 ${f.bytes ?? ""} 字节，企业微信最多收 ${f.most ?? 4000} 字节（一个汉字 3 字节）。`,
  TooManyAttachments: (f) => `有 ${f.given ?? ""} 个附件，企业微信最多收 ${f.most ?? 9} 个。`,
} satisfies Sentences;
