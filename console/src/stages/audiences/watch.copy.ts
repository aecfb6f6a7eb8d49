import { copy } from "@/lib/language";
import type { Watch } from "./audiences.api";

export const WORDS = copy(
  {
    current: "实时",
    waiting: "等待计算",
    building: "计算中",
    failing: "更新失败",
    off: "未开实时",
  },
  { current: "live", waiting: "waiting", building: "being built", failing: "failing", off: "not kept" },
);

/** Why somebody entered or left. */
export const CAUSES = copy(
  {
    event: "一条事件",
    window: "时间窗口到了",
    facts: "属性、标签或同意变了",
    merged: "身份合并或拆分",
    defined: "人群定义变了",
    repaired: "全量核对时补上",
  },
  {
    event: "an event",
    window: "a window of time ran out",
    facts: "traits, tags or consent changed",
    merged: "identities were merged or split",
    defined: "the definition changed",
    repaired: "found by a full check",
  },
);

/** This will say in one word how the keeping of a segment fares. */
export function stateSaid(watch: Watch | undefined, words: Record<keyof (typeof WORDS)["zh"], string>): string {
  if (!watch) return words.off;
  return words[watch.state as "current"] ?? watch.state;
}
