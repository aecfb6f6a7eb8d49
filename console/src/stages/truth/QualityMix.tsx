import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import type { Class, Line, Picked } from "./QualityPage";
import { QUALITY } from "./quality.copy";

export const CLASSES: readonly Class[] = ["active", "silent", "fake"];

/** One bar of three: press a part to see the people who most probably are it. */
export function QualityMix({ line, onPick }: { line: Line; onPick: ((picked: Picked) => void) | undefined }) {
  const words = useWords(QUALITY);
  const chosen = language.use();
  return (
    <div className="mix">
      <div className="mix-bar">
        {CLASSES.map((name) => {
          const part = line[name];
          const said = `${words[name]} ${percent(part.value)} · ${count(Math.round(part.numerator), chosen)}`;
          return (
            <button
              type="button"
              key={name}
              className={`mix-${name}`}
              style={{ width: `${(part.value ?? 0) * 100}%` }}
              title={said}
              aria-label={said}
              disabled={!onPick}
              onClick={() => onPick?.({ channel: line.channel, of: name })}
            />
          );
        })}
      </div>
      <span className="row between nowrap small second">
        <span>{words.about(count(Math.round(line.people), chosen))}</span>
        <span>
          {words.fake} {percent(line.fake.value)}
        </span>
      </span>
    </div>
  );
}
