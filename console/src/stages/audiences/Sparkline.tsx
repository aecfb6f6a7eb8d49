import { language, useWords } from "@/lib/language";
import { full } from "@/lib/numbers";
import type { Watch } from "./audiences.api";
import { useSizes } from "./audiences.api";
import { WORDS } from "./list.copy";
import { drawn } from "./sparkline";

const WIDTH = 120;
const HEIGHT = 28;

/** How large a segment was, day by day, for one whose members are kept. */
export function Sparkline({ watch }: { watch: Watch | undefined }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { data } = useSizes();
  if (!watch) return <span className="small second">{words.notKept}</span>;
  const days = data?.find((one) => one.segment === watch.segment)?.days ?? [];
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return <span className="small second">…</span>;
  if (days.length < 2) return <span className="small second">{words.since(first.day.slice(5))}</span>;
  const label = words.went(first.day.slice(5), full(first.people), full(last.people));
  const { line, area } = drawn(
    days.map((day) => day.people),
    WIDTH,
    HEIGHT,
  );
  return (
    <svg width={WIDTH} height={HEIGHT} className="sparkline" role="img" aria-label={label} lang={chosen}>
      <title>{label}</title>
      <path d={area} className="sparkline-area" />
      <path d={line} className="sparkline-line" />
    </svg>
  );
}
