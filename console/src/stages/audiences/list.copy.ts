import { copy } from "@/lib/language";

export const WORDS = copy(
  {
    title: "人群列表",
    reading: "正在读取",
    answer: (all: number, live: number, failing: number) => {
      if (!all) return "还没有人群。选一个常用的开始，或者从头圈。";
      const trouble = failing ? `，${failing} 个更新失败` : "";
      return `${all} 个人群，${live ? `${live} 个实时维护成员` : "都还没有开启实时"}${trouble}。`;
    },
    find: "名称或用途",
    fresh: "新建人群",
    segment: "人群",
    size: "人数",
    trend: "近 30 天",
    state: "成员",
    used: "被谁引用",
    changed: "最近修改",
    version: (n: number, who: string) => `第 ${n} 版 · ${who}`,
    uncounted: "数不出来",
    nothing: (q: string) => `没有名称或用途里含“${q}”的人群`,
    nothingWhy: "换个词，或者清掉搜索。",
    presets: "从常用的开始",
    presetsWhy: "每个都是完整的定义，打开后可以接着改。",
    went: (day: string, from: string, to: string) => `${day} 有 ${from} 人，现在 ${to} 人`,
    since: (day: string) => `从 ${day} 起记录`,
    notKept: "开启实时后有",
  },
  {
    title: "Segments",
    reading: "Reading",
    answer: (all: number, live: number, failing: number) => {
      if (!all) return "No segments yet. Begin with a common one, or from nothing.";
      const trouble = failing ? `, ${failing} failing` : "";
      return `${all} segments, ${live ? `members of ${live} kept live` : "none kept live yet"}${trouble}.`;
    },
    find: "Name or purpose",
    fresh: "New segment",
    segment: "Segment",
    size: "People",
    trend: "30 days",
    state: "Members",
    used: "Used by",
    changed: "Last change",
    version: (n: number, who: string) => `version ${n} · ${who}`,
    uncounted: "not countable",
    nothing: (q: string) => `No segment has “${q}” in its name or purpose`,
    nothingWhy: "Try another word, or clear the search.",
    presets: "Begin with a common one",
    presetsWhy: "Each is a whole definition; open it and change it.",
    went: (day: string, from: string, to: string) => `${from} people on ${day}, ${to} now`,
    since: (day: string) => `kept since ${day}`,
    notKept: "once kept live",
  },
);
