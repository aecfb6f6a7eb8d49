import { language, useWords } from "@/lib/language";
import { count, full } from "@/lib/numbers";
import type { CardProps } from "@/widgets/cards";
import { colorsOf, levelName } from "../flows";
import { WORDS } from "../layers.copy";
import { Change } from "../Stages";
import "../layers.css";

/** How many stand on each level, from low to high, on a board; each opens its people. */
export function LayersCard({ result, open }: CardProps<"layers">) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const levels = result.levels.filter((level) => level.level !== "none").toReversed();
  const colors = colorsOf(
    result.layering,
    result.levels.map((level) => level.level),
  );
  return (
    <div className="stages" style={{ gridTemplateColumns: `repeat(${levels.length}, minmax(0, 1fr))` }}>
      {levels.map((level) => {
        const name = levelName({ chinese: level.zh, english: level.en }, chosen === "zh");
        return (
          <button
            type="button"
            key={level.level}
            className="stage"
            style={{ borderTopColor: colors[level.level] }}
            title={words.see(name)}
            onClick={() => open({ what: "people", group: level.level }, name)}
          >
            <span className="second small">{name}</span>
            <b className="stage-people" title={full(level.people)}>
              {count(level.people, chosen)}
            </b>
            <span className="small second">
              {level.before !== null && <Change now={level.people} then={level.before} />}
            </span>
          </button>
        );
      })}
    </div>
  );
}
