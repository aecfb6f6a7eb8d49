import { copy } from "@/lib/language";
import type { Quota } from "./connectors.api";

type Kind = Quota["kind"];

export const WORDS = copy(
  {
    tab: "额度",
    why: "打开时向平台问一次，不是本地估算。最近调用只算这个进程，到了上限会自己等，不用处理。",
    again: "再问一次",
    what: "额度",
    used: "已用",
    most: "上限",
    left: "剩余",
    kinds: {
      link_adds: "获客链接还能加的人",
      corp_tags: "企业标签",
      calls_today: "今日调用",
      calls_lately: "最近调用",
    } as Record<Kind, string>,
    within: (seconds: number) => (seconds >= 3600 ? `${seconds / 3600} 小时内` : `${seconds / 60} 分钟内`),
    untilMidnight: "到北京时间零点",
    opens: "调用太快被拦了，自动恢复",
    unknown: "没问到",
    notBought: "企业没有开通，或应用没有权限",
    none: "这个平台只推送，不被我们调用，没有额度可看",
  },
  {
    tab: "Quotas",
    why: "The platform is asked when you look; nothing here is a guess. Recent calls are this process's: at the limit it waits by itself.",
    again: "Ask again",
    what: "Quota",
    used: "Used",
    most: "Limit",
    left: "Left",
    kinds: {
      link_adds: "Adds left to acquisition links",
      corp_tags: "Corp tags",
      calls_today: "Calls today",
      calls_lately: "Recent calls",
    },
    within: (seconds: number) => (seconds >= 3600 ? `in ${seconds / 3600} h` : `in ${seconds / 60} min`),
    untilMidnight: "until midnight in Beijing",
    opens: "too fast; goes on by itself",
    unknown: "not known",
    notBought: "the corp has not bought it, or the app may not ask",
    none: "This platform only tells, and is never asked: there is nothing to use up",
  },
);
