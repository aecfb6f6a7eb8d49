import type { Sentences } from "./refusals.said";

const WHY_NONE: Record<string, string> = {
  never: "他没有订阅过",
  used: "订阅次数用完了，要他再点一次订阅",
  refused: "他拒收了",
};

const WHY_SHUT: Record<string, string> = {
  never: "他还没有发过消息，也没有点菜单或扫码",
  over: "离他上次互动已经超时",
  used: "这一轮能回的条数用完了",
  left: "他已经取关",
};

const STANDS: Record<string, string> = { none: "未关注", following: "关注中", unfollowed: "已取关" };

/** What followers of official accounts and their subscriptions refuse. */
export const FOLLOWERS = {
  DeclinedByWeChat: (f) => `微信没有同意：${f.why ?? ""}。`,
  FollowerSyncRunning: (f) => `“${f.account ?? ""}”的粉丝正在对账，已读 ${f.read} / ${f.total}。`,
  MessageIncomplete: "消息没有写完整，没有发送。",
  NoConnectorForAccount: "这个账号现在没有可用的连接器。先接入，或恢复被暂停的。",
  NoSubscription: (f) =>
    `不能用“${f.template ?? ""}”发给他：${WHY_NONE[String(f.why)] ?? "没有可用的订阅"}。没有发送。`,
  NoSuchFan: "没有这名粉丝，或他已要求删除资料。",
  NoSuchFollowerSync: "没有这一次对账。",
  NotAFollowerPlace: "翻页的位置不对，从第一页重新看。",
  NotAnOfficialAccount: "这不是公众号。小程序没有粉丝，也不能发模板消息。",
  NotFollowing: (f) => `模板消息只能发给关注中的人，他现在${STANDS[String(f.standing)] ?? "不在关注"}。没有发送。`,
  FollowerMessageTaken: "这个编号已经发过另一条消息。重新打开再发。",
  WeChatSilent: (f) => `微信收了请求却没有回应。消息可能已经送到，不会自动重发；${f.retry_after ?? 60} 秒后看结果。`,
  WindowClosed: (f) => `现在不能回复他：${WHY_SHUT[String(f.why)] ?? "客服窗口已关"}。没有发送。`,
} satisfies Sentences;
