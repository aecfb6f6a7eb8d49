import { copy, useWords } from "@/lib/language";
import { When } from "@/ui/When";
import type { Report } from "./insight.api";

const WORDS = copy(
  { newest: "最新事件", waiting: (n: number) => `还有 ${n} 批在路上`, level: "全部已计入", zone: "按北京时间" },
  {
    newest: "Newest event",
    waiting: (n: number) => `${n} batches on their way`,
    level: "everything is counted",
    zone: "Beijing time",
  },
);

/** How fresh the numbers are: the newest event, and what is not counted yet. */
export function Freshness({ freshness }: { freshness: Report["freshness"] }) {
  const words = useWords(WORDS);
  const waiting = Object.values(freshness.waiting).reduce((sum, one) => sum + one, 0);
  return (
    <span className="row" style={{ gap: 6 }}>
      <span className={waiting ? "dot look" : "dot good"} />
      {words.newest} <When at={freshness.newest_event_at} /> · {waiting ? words.waiting(waiting) : words.level} ·{" "}
      {words.zone}
    </span>
  );
}
