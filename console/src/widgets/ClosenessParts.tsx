import type { Shapes } from "@/api/client";
import { copy, language, useWords } from "@/lib/language";
import { Info } from "@/ui/Figures";
import { When } from "@/ui/When";

type Score = NonNullable<Shapes["ClosenessOut"]["score"]>;

const WORDS = copy(
  {
    of: "/ 100",
    how: "建模时有多少人不如这个人亲近。由五部分相加，每一部分又由具体行为相加，时间越久分量越轻。",
    stopped: "对方删除了最后一位员工，分数停在那一刻。",
    parts: {
      depth: "互动深度",
      reciprocity: "有来有往",
      willingness: "意愿",
      value: "价值",
      fatigue: "疲劳",
    } as Record<string, string>,
    times: (n: number) => `${n} 次`,
  },
  {
    of: "/ 100",
    how: "The share of people who were less close when the model was made. Five parts, each the sum of what they did; what is long ago counts less.",
    stopped: "They deleted the last of our staff; the score stays as it was then.",
    parts: {
      depth: "Depth",
      reciprocity: "Give and take",
      willingness: "Willingness",
      value: "Value",
      fatigue: "Fatigue",
    } as Record<string, string>,
    times: (n: number) => `${n} times`,
  },
);

/** The score and the five parts that it is the sum of; each opens what was done for it. */
export function Scored({ score }: { score: Score }) {
  const words = useWords(WORDS);
  const most = Math.max(1, ...score.parts.map((part) => Math.abs(part.z)));
  return (
    <div>
      <div className="closeness">
        <b>{score.score.toFixed(1)}</b>
        <span className="second">{words.of}</span>
        <Info>{words.how}</Info>
      </div>
      {score.stopped && <p className="small second">{words.stopped}</p>}
      <ul className="parts">
        {score.parts.map((part) => (
          <Part key={part.part} part={part} most={most} />
        ))}
      </ul>
    </div>
  );
}

function Part({ part, most }: { part: Score["parts"][number]; most: number }) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  const width = `${(Math.abs(part.z) / most) * 100}%`;
  const bar = (
    <span className="part">
      <span>{words.parts[part.part]}</span>
      <span className="part-bar">
        <i style={{ width, background: part.z < 0 ? "var(--danger)" : "var(--primary)" }} />
      </span>
      <span className="number">{part.z.toFixed(1)}</span>
    </span>
  );
  if (!part.signals.length) return <li className="second">{bar}</li>;
  return (
    <li>
      <details>
        <summary>{bar}</summary>
        <ul className="signals small second">
          {part.signals.map((signal) => (
            <li key={signal.signal}>
              <span>{zh ? signal.chinese : signal.signal.replaceAll("_", " ")}</span>
              <span>
                {words.times(signal.times)} · <When at={signal.latest_at} />
              </span>
              <span className="number">{signal.z.toFixed(2)}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
