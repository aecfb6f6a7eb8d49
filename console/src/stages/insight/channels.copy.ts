import { copy } from "@/lib/language";

export const WORDS = copy(
  {
    chains: "按活动、活码、短链、素材看 ›",
    chain: "从点击到复购",
    chainHow:
      "时段里第一次写明来路的点击、扫码或加好友，把一个人算进一个渠道；此后 90 天走到哪一步都算。它和上面的表分法不同：上面按一个人最早触到的公域渠道分。",
    chainHowAll:
      "近 365 天里第一次写明来路的点击、扫码或加好友，把一个人算进一个渠道；此后 90 天走到哪一步都算。它和上面的表分法不同：上面按一个人最早触到的公域渠道分。",
    value: "来了多少人，值多少",
    title: "渠道总览",
    channel: "渠道",
    touched: "触达过",
    perHead: "人均实收",
    none: "无公域触点",
    total: "合计",
    anonymous: (orders: number) => `另有 ${orders} 笔订单还没认出是谁，不在上面任何一行里。`,
    descriptive: "描述性：说的是来过的人后来怎样，不是渠道带来了多少增量。",
    empty: "这段时间没有人来",
    emptyWhy: "换一个更长的时段，或者先接入一个来源，把事件送进来。",
    connect: "去接入来源",
    one: (name: string, figure: string) => `${name}（${figure}）`,
    answer: (many: string, best: string) => `来人最多的是${many}；人均实收最高的是${best}。`,
    few: "买了的人不足 30，比例和均值会跳动",
    loading: "正在数",
    people: (channel: string, step: string) => `${channel} · ${step}`,
    unsaid:
      "没有公域触点的人，按第一次有事件或第一张订单的时刻归入时段，人群语言说不出这个时刻；时段选“全部”就能打开。",
    allTime: "看全部时间",
    unsaidTouched: "“公域之外的任何地方”没法写成人群条件，所以列不出来。",
  },
  {
    chains: "By campaign, code, link, creative ›",
    chain: "From the click to the repeat order",
    chainHow:
      "The first click, scan or add of the period that says where it came from puts somebody in one channel; what they did within 90 days of it counts. The table above divides differently: by the first public channel somebody ever touched.",
    chainHowAll:
      "The first click, scan or add of 365 days that says where it came from puts somebody in one channel; what they did within 90 days of it counts. The table above divides differently: by the first public channel somebody ever touched.",
    value: "How many came, and what they are worth",
    title: "Channels",
    channel: "Channel",
    touched: "Touched",
    perHead: "Net per head",
    none: "No public channel",
    total: "Total",
    anonymous: (orders: number) =>
      `${orders} more orders are of people not recognized yet; they are in none of the rows above.`,
    descriptive: "Descriptive: what became of those who came, not what the channel added.",
    empty: "Nobody came in this period",
    emptyWhy: "Choose a longer period, or connect a source that sends events.",
    connect: "Connect a source",
    one: (name: string, figure: string) => `${name} (${figure})`,
    answer: (many: string, best: string) => `Most people came from ${many}; net per head is highest from ${best}.`,
    few: "Fewer than 30 bought: shares and averages jump about",
    loading: "Counting",
    people: (channel: string, step: string) => `${channel} · ${step}`,
    unsaid:
      "People without a public channel belong to the period of their first event or first order, and the segment language cannot ask for that moment; over all time they can be listed.",
    allTime: "Show all time",
    unsaidTouched: "“Anywhere but on a public channel” is no condition of a segment, so they cannot be listed.",
  },
);
