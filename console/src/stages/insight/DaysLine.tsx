import { language, useWords } from "@/lib/language";
import { weekday } from "@/lib/moments";
import { type Days, SHOWN, shownFigure } from "./days";
import { WORDS } from "./days.copy";
import { drawnOver } from "./daysLine";
import { standing } from "./usual";

const WIDTH = 280;
const HEIGHT = 56;

/** Four weeks of a figure over what was usual for each day; what lay outside is a dot, and each day says its numbers. */
export function DaysLine({ days }: { days: Days }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const from = Math.max(0, days.usual.length - SHOWN);
  const values = days.values.slice(from, -1);
  const usual = days.usual.slice(from);
  const { line, band, points } = drawnOver(values, usual, WIDTH, HEIGHT);
  const dot = (at: number): string => `M${points[at]?.x} ${points[at]?.y}h0.01`;
  const outside = usual.flatMap((one, at) => (one && standing(values[at] ?? 0, one) !== "within" ? [dot(at)] : []));
  const said = (at: number): string => {
    const date = days.dates[from + at] ?? "";
    const range = usual[at];
    const figure = words.point(date.slice(5), weekday(date, chosen), shownFigure(days.name, values[at] ?? 0, chosen));
    return range ? `${figure} · ${words.usual(...rangeOf(days, range, chosen))}` : figure;
  };
  return (
    <svg
      className="days-line"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.line(words.names[days.name])}
    >
      <path className="band" d={band} />
      <path className="line" d={line} />
      <path className="dot outside" d={outside.join("")} />
      <path
        className={`dot last${outside.includes(dot(values.length - 1)) ? " outside" : ""}`}
        d={dot(values.length - 1)}
      />
      {values.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the days of a line are told apart by their place
        <rect key={at} x={(at * WIDTH) / values.length} width={WIDTH / values.length} height={HEIGHT}>
          <title>{said(at)}</title>
        </rect>
      ))}
    </svg>
  );
}

function rangeOf(days: Days, range: { low: number; high: number }, chosen: "zh" | "en"): [string, string] {
  return [shownFigure(days.name, range.low, chosen), shownFigure(days.name, range.high, chosen)];
}
