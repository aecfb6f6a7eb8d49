import { useState } from "react";
import { copy, language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Info } from "@/ui/Figures";
import { seriesColor } from "@/ui/palette";
import { channelName } from "@/widgets/names";
import { STEP_WORDS } from "./copy";
import { drawing, gathered } from "./flow";
import { type Report, STEPS } from "./insight.api";

const WORDS = copy(
  {
    rest: "其他渠道",
    none: "无公域触点",
    scale: "粗细按人数的平方根，人少的一步也看得见；比多少看上面的数字。",
    label: "从来了到又买，各渠道的人数",
  },
  {
    rest: "Other channels",
    none: "No public channel",
    scale:
      "Width is the square root of the number of people, so that small steps stay visible; compare by the figures above.",
    label: "People from each channel, from came to bought again",
  },
);
const WIDTH = 1000;
const HEIGHT = 190;

/** The report as a river: how much of each channel is still there at each step. */
export function River({ report }: { report: Report }) {
  const words = useWords(WORDS);
  const steps = useWords(STEP_WORDS);
  const chosen = language.use();
  const [hot, setHot] = useState<string | null>(null);
  const parts = gathered(report.channels);
  const nameOf = (channel: string): string =>
    channel === "none" ? words.none : channel ? channelName(channel, chosen) : words.rest;
  const { bands, columns } = drawing(report.channels, STEPS, WIDTH, HEIGHT);
  const shown = parts.find((part) => part.channel === hot)?.line ?? report.total;
  return (
    <div className="river">
      <div className="river-steps">
        {STEPS.map((step, index) => (
          <div key={step}>
            <span className="second small">{steps[step]}</span>
            <b>{count(shown[step], chosen)}</b>
            <span className="second small">
              {index ? percent(shown.came ? shown[step] / shown.came : null) : "\u00a0"}
            </span>
          </div>
        ))}
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words.label}>
        {bands.map((band) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the legend below does the same by keyboard
          <path
            key={band.channel}
            d={band.path}
            fill={seriesColor(band.tone)}
            opacity={hot === null || hot === band.channel ? 0.88 : 0.14}
            onMouseEnter={() => setHot(band.channel)}
            onMouseLeave={() => setHot(null)}
          />
        ))}
        {columns.map((column) => (
          <line
            key={column.x}
            x1={column.x}
            x2={column.x}
            y1={0}
            y2={HEIGHT}
            stroke="var(--hairline)"
            strokeWidth={1}
          />
        ))}
      </svg>
      <div className="row" style={{ gap: "2px 4px", marginTop: 10 }}>
        {parts.map((part, tone) => (
          <button
            type="button"
            key={part.channel}
            className="legend"
            aria-pressed={hot === part.channel}
            onFocus={() => setHot(part.channel)}
            onBlur={() => setHot(null)}
            onMouseEnter={() => setHot(part.channel)}
            onMouseLeave={() => setHot(null)}
          >
            <i style={{ background: seriesColor(tone) }} />
            {nameOf(part.channel)}
          </button>
        ))}
        <Info>{words.scale}</Info>
      </div>
    </div>
  );
}
