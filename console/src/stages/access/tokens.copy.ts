import { copy } from "@/lib/language";

export const WORDS = copy(
  {
    title: "接口令牌",
    answer: (n: number, unused: number) =>
      n
        ? `${n} 个令牌有效${unused ? `，其中 ${unused} 个从没用过` : ""}。令牌做的事不会超过建它的人。`
        : "还没有令牌。",
    add: "建令牌",
    name: "名称",
    nameHint: "给哪个程序用，如“ERP 同步订单”",
    permissions: "能做什么",
    permissionsWhy: "只勾它需要的。最多和你自己的权限一样。",
    units: "看得到哪里",
    all: "和建它的人一样",
    expires: "到期",
    expiry: { 30: "30 天", 90: "90 天", 365: "一年", 0: "不到期" } as Record<number, string>,
    never: "不到期",
    used: "最近用过",
    unused: "从没用过",
    by: "谁建的",
    revoke: "吊销",
    revokeWhy: "用它的程序马上就连不上了，不能恢复。",
    revoked: "已吊销",
    made: "令牌建好了",
    once: "只显示这一次。放到程序的密钥配置里，不要发到聊天里。",
    kept: "我已经存好",
    token: "令牌",
    use: "怎么用",
    empty: "还没有令牌",
    emptyWhy: "程序要读写活水的数据时用它（ERP、BI、脚本）。事件用来源的写入密钥，不用令牌。",
  },
  {
    title: "API tokens",
    answer: (n: number, unused: number) =>
      n
        ? `${n} ${n === 1 ? "token holds" : "tokens hold"}${unused ? `, ${unused} never used` : ""}. A token never does more than its maker.`
        : "No tokens yet.",
    add: "Make a token",
    name: "Name",
    nameHint: "which program it is for, e.g. “ERP orders”",
    permissions: "May",
    permissionsWhy: "Only what it needs; at most what you may yourself.",
    units: "Sees",
    all: "what its maker sees",
    expires: "Expires",
    expiry: { 30: "30 days", 90: "90 days", 365: "one year", 0: "never" },
    never: "never",
    used: "Last used",
    unused: "never used",
    by: "Made by",
    revoke: "Revoke",
    revokeWhy: "The program that uses it is cut off at once, for good.",
    revoked: "Revoked",
    made: "The token is made",
    once: "It is shown this once. Put it among the program's secrets, never into a chat.",
    kept: "I have kept it",
    token: "Token",
    use: "How to use it",
    empty: "No tokens yet",
    emptyWhy: "For programs that read or change data (ERP, BI, scripts). Events use the write key of a source instead.",
  },
);
