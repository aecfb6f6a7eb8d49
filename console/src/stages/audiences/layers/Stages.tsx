import { language, useWords } from "@/lib/language";
import { count, full, percent } from "@/lib/numbers";
import { colorsOf, levelName, peopleBefore } from "./flows";
import type { Picked } from "./LayeringTab";
import type { Flow, Stock } from "./layers.api";
import { WORDS } from "./layers.copy";

interface StagesProps {
  stock: Stock;
  flow: Flow | undefined;
  onPick: (picked: Picked) => void;
}

/** The stock as cards from low to high, the way people travel; each opens its people. */
export function Stages({ stock, flow, onPick }: StagesProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const levels = stock.levels.filter((level) => level.name !== "none").toReversed();
  const colors = colorsOf(
    stock.rules.layering,
    stock.levels.map((level) => level.name),
  );
  return (
    <div className="stages" style={{ gridTemplateColumns: `repeat(${levels.length}, minmax(0, 1fr))` }}>
      {levels.map((level) => {
        const name = levelName(level, chosen === "zh");
        return (
          <button
            type="button"
            key={level.name}
            className="stage"
            style={{ borderTopColor: colors[level.name] }}
            title={words.see(name)}
            onClick={() => onPick({ title: name, definition: level.segment, people: level.people })}
          >
            <span className="second small">
              {stock.rules.layering === "aipl" && <b className="mono">{level.name === "silent" ? "" : level.name} </b>}
              {name}
            </span>
            <b className="stage-people" title={full(level.people)}>
              {count(level.people, chosen)}
            </b>
            <span className="small second">
              {words.of(percent(stock.base ? level.people / stock.base : null))}
              {flow && <Change now={level.people} then={peopleBefore(flow, level.name)} />}
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** By how many it is more or less than before. */
export function Change({ now, then }: { now: number; then: number }) {
  const words = useWords(WORDS);
  const by = now - then;
  if (!by) return <span className="stage-change">{words.same}</span>;
  return (
    <span className="stage-change" title={`${words.change} ${full(then)}`}>
      {by > 0 ? "+" : "−"}
      {full(Math.abs(by))}
    </span>
  );
}
