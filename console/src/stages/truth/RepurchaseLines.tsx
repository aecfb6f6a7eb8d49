import type { Shapes } from "@/api/client";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Figure, Figures } from "@/ui/Figures";
import { Counted } from "./Counted";
import { REPURCHASE } from "./repurchase.copy";
import { range } from "./told";

type Found = Shapes["RepurchaseResult"];
type Again = Found["within"][number];

/** How many bought, how many again, and how long that takes. */
export function RepurchaseFacts({ found }: { found: Found }) {
  const own = useWords(REPURCHASE);
  const chosen = language.use();
  const [low, middle, high] = found.interval_quartiles ?? [];
  return (
    <Figures>
      <Figure label={own.buyers}>
        <Counted cell={found.cells.buyers} people={found.buyers} title={own.buyers}>
          {count(found.buyers, chosen)}
        </Counted>
      </Figure>
      <Figure label={own.again} below={percent(found.bought_again / found.buyers)}>
        <Counted cell={found.cells.bought_again} people={found.bought_again} title={own.again}>
          {count(found.bought_again, chosen)}
        </Counted>
      </Figure>
      <Figure label={own.median} how={own.how}>
        {found.median_days === null ? own.unknown : own.days(String(found.median_days))}
      </Figure>
      <Figure label={own.gaps} below={low !== undefined && own.quartiles(String(low), String(high))}>
        {middle === undefined ? "–" : own.days(String(middle))}
      </Figure>
    </Figures>
  );
}

/** Within so many days: the share who bought again, with its interval, and plain division below. */
export function AgainLines({ found }: { found: Found }) {
  return (
    <div className="again">
      {found.within.map((one) => (
        <Line key={one.days} one={one} />
      ))}
    </div>
  );
}

function Line({ one }: { one: Again }) {
  const own = useWords(REPURCHASE);
  const chosen = language.use();
  const known = one.share !== null && one.low !== null && one.high !== null;
  const width = (share: number | null): string => `${(share ?? 0) * 100}%`;
  return (
    <div className="again-line">
      <span>{own.within(one.days)}</span>
      <div className="again-bar">
        {known && (
          <>
            <i className="share" style={{ width: width(one.share) }} />
            <i
              className="bounds"
              style={{ left: width(one.low), width: width((one.high ?? 0) - (one.low ?? 0)) }}
              title={range(one.low, one.high, percent)}
            />
          </>
        )}
        <i className="naive" style={{ width: width(one.naive) }} title={`${own.naive} ${percent(one.naive)}`} />
      </div>
      <span className="number">{known ? percent(one.share) : "–"}</span>
      <span className="second small">
        {known
          ? `${range(one.low, one.high, percent)} · ${one.at_risk < 30 ? own.few : own.waited(count(one.at_risk, chosen))}`
          : own.beyond}
      </span>
    </div>
  );
}
