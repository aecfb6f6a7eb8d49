import type { Sentences } from "./refusals.said";

/** What moments refuse. */
export const MOMENTS = {
  MomentKeyTaken: "同一个编号已用于别的朋友圈，请重新打开再建。",
  MomentMixed: (f) => `朋友圈最多带 ${f.most ?? 9} 张图片，或 1 个视频，或 1 个网页，不能混着来。`,
  MomentNotPlanned: "这条朋友圈已经停止或没被收下，不能再发起。另建一条。",
  MomentOver: "这条朋友圈现在不能停止或提醒：还没交到员工手里，或已经结束。",
  MomentTextTooLong: (f) =>
    `内容有 ${f.characters ?? ""} 字、${f.bytes ?? ""} 字节，企业微信最多收 2000 字、4000 字节（一个汉字 3 字节）。`,
  NoPublishers: "还没说由谁发表：选员工、组织，或明确选“全部员工”。",
  NoSuchMoment: (f) => `没有朋友圈 ${f.id ?? ""}，或它不在你的数据范围里。`,
  NobodyLeftToRemind: (f) => `没有可提醒的人：都发表了，或 24 小时内已提醒 ${f.most ?? 3} 次。`,
  NobodyPublishes: (f) => `没有人能发表：选中的 ${f.wanted ?? 0} 名员工都已离职，或没有客户联系权限。`,
  NotInAMoment: (f) => `第 ${f.place ?? ""} 个附件发不了：${f.why ?? ""}。`,
  NothingToPublish: "写点内容，或加上图片、视频、网页再保存。",
} satisfies Sentences;
