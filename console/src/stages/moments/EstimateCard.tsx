import { Form } from "antd";
import { useEffect, useState } from "react";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Count, Info, Meter } from "@/ui/Figures";
import { Skeleton } from "@/ui/State";
import { COMPOSING } from "./compose.copy";
import { estimated, type Fields, planOf, saysWho } from "./composing";
import { type Estimate, type Plan, useEstimate } from "./moments.api";

const SETTLE_MS = 350;
const SHOWN = 6;

/** What it would come to, worked out again whenever it changes who publishes or who may see it. */
export function EstimateCard({ account }: { account: string | undefined }) {
  const words = useWords(COMPOSING);
  const chosen = language.use();
  const fields = Form.useWatch([]) as Fields | undefined;
  const plan = useSettled(fields && estimated(planOf(fields)));
  const asked = plan && saysWho(plan);
  const query = useEstimate(account, asked ? plan : undefined);
  return (
    <section className="card moments-estimate" aria-live="polite">
      <header>
        <h2>
          {words.estimate} <Info>{words.estimateWhy}</Info>
        </h2>
      </header>
      <div className="body">
        {!asked && <p className="second">{words.estimateEmpty}</p>}
        {asked && query.error && <p role="alert">{explained(query.error, chosen)}</p>}
        {asked && !query.error && !query.data && <Skeleton height={120} />}
        {asked && !query.error && query.data && <Found found={query.data} />}
      </div>
    </section>
  );
}

function Found({ found }: { found: Estimate }) {
  const words = useWords(COMPOSING);
  const chosen = language.use();
  const most = found.publishers[0]?.people || 1;
  return (
    <>
      <p className="moments-will">
        {words.couldSee} <b>{words.person(count(found.people, chosen))}</b>
      </p>
      <p className="second">{words.through(found.publishers.length)}</p>
      <ul className="moments-bars">
        {found.publishers.slice(0, SHOWN).map((one) => (
          <li key={one.staff}>
            <span className="ellipsis" title={one.name}>
              {one.name}
            </span>
            <Meter share={one.people / most} label={`${one.name} ${one.people}`} />
            <Count value={one.people} />
          </li>
        ))}
      </ul>
      {found.publishers.length > SHOWN && (
        <p className="second small">{words.moreStaff(found.publishers.length - SHOWN)}</p>
      )}
      {found.not_publishing.length > 0 && (
        <p className="second">{words.notPublishing(found.not_publishing.map((one) => one.name).join("、"))}</p>
      )}
      {found.refusing > 0 && <p>{words.refusing(count(found.refusing, chosen))}</p>}
      <h3>{words.hidden}</h3>
      {found.hidden.length === 0 && <p className="second">{words.nobodyHidden}</p>}
      <ul className="moments-hidden">
        {found.hidden.map((one) => (
          <li key={one.reason}>
            <span>{words.whys[one.reason]}</span>
            <Count value={one.people} />
          </li>
        ))}
      </ul>
      <p className="second small">{words.limit}</p>
    </>
  );
}

/** What has not changed for a moment: nobody is asked while somebody types. */
function useSettled(plan: Plan | undefined): Plan | undefined {
  const [settled, setSettled] = useState(plan);
  const written = JSON.stringify(plan);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(written ? (JSON.parse(written) as Plan) : undefined), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [written]);
  return settled;
}
