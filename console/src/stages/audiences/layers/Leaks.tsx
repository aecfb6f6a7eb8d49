import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Meter } from "@/ui/Figures";
import { leaksOf, shareOf } from "./flows";
import type { Picked } from "./LayeringTab";
import type { Flow } from "./layers.api";
import { WORDS } from "./layers.copy";

interface LeaksProps {
  flow: Flow;
  name: (level: string) => string;
  onPick: (picked: Picked) => void;
}

/** The largest losses between the two days, each with its people, who can be won back. */
export function Leaks({ flow, name, onPick }: LeaksProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const leaks = leaksOf(flow);
  return (
    <Card title={words.leaks}>
      {!leaks.length && <p className="second">{words.noLeaks}</p>}
      <ul className="leaks">
        {leaks.map((leak) => {
          const title = words.leak(name(leak.before), name(leak.after));
          const share = shareOf(flow, leak);
          return (
            <li key={title}>
              <button type="button" onClick={() => onPick({ title, definition: leak.segment, people: leak.people })}>
                <span className="row between nowrap">
                  <span className="ellipsis" title={title}>
                    {title}
                  </span>
                  <b>{words.people(count(leak.people, chosen))}</b>
                </span>
                <Meter share={share ?? 0} color="var(--danger)" label={percent(share)} />
                <span className="small second">{words.leakShare(percent(share))}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
