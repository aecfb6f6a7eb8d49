import { Form, Select } from "antd";
import { useEffect, useState } from "react";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Count, Info, Meter } from "@/ui/Figures";
import { Skeleton } from "@/ui/State";
import { useAct } from "@/widgets/useAct";
import { COMPOSING } from "./compose.copy";
import { estimated, type Fields, planOf, saysToWhom } from "./composing";
import { act, type Estimate, type Plan, SENDS, useEstimate } from "./sends.api";

const SETTLE_MS = 350;
const SHOWN = 6;

interface Account {
  name: string;
  corp: string;
  quota: Estimate["quota"];
}

/** What it would come to, worked out again whenever the audience changes. */
export function EstimateCard({ account }: { account: Account | undefined }) {
  const words = useWords(COMPOSING);
  const chosen = language.use();
  const fields = Form.useWatch([]) as Fields | undefined;
  const plan = useSettled(fields && estimated(planOf(fields)));
  const query = useEstimate(account?.name, plan && saysToWhom(plan) ? plan : undefined);
  const asked = plan && saysToWhom(plan);
  return (
    <section className="card sends-estimate" aria-live="polite">
      <header>
        <h2>
          {words.estimate} <Info>{words.estimateWhy}</Info>
        </h2>
      </header>
      <div className="body">
        {!asked && <p className="second">{words.estimateEmpty}</p>}
        {asked && query.error && <p role="alert">{explained(query.error, chosen)}</p>}
        {asked && !query.error && !query.data && <Skeleton height={120} />}
        {asked && !query.error && query.data && <Found found={query.data} groups={plan.kind === "groups"} />}
        {account && <Quota account={account} found={asked ? query.data : undefined} />}
      </div>
    </section>
  );
}

function Found({ found, groups }: { found: Estimate; groups: boolean }) {
  const words = useWords(COMPOSING);
  const chosen = language.use();
  const unit = groups ? words.chat : words.person;
  const most = found.senders[0]?.people ?? 1;
  return (
    <>
      <p className="sends-will">
        {words.willSend} <b>{unit(count(found.people, chosen))}</b>
        <span className="second">{words.of(unit(count(found.wanted, chosen)))}</span>
      </p>
      <p className="second">{words.through(found.senders.length, found.parts)}</p>
      <ul className="sends-bars">
        {found.senders.slice(0, SHOWN).map((one) => (
          <li key={one.staff}>
            <span className="ellipsis" title={one.name}>
              {one.name}
            </span>
            <Meter share={one.people / most} label={`${one.name} ${one.people}`} />
            <Count value={one.people} />
          </li>
        ))}
      </ul>
      {found.senders.length > SHOWN && <p className="second small">{words.moreStaff(found.senders.length - SHOWN)}</p>}
      <h3>{words.leftOut}</h3>
      {found.left_out.length === 0 && <p className="second">{words.nobodyLeft}</p>}
      <ul className="sends-left">
        {found.left_out.map((one) => (
          <li key={one.reason}>
            <span>{words.left[one.reason]}</span>
            <Count value={one.people} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Quota({ account, found }: { account: Account; found: Estimate | undefined }) {
  const words = useWords(COMPOSING);
  const change = useAct({
    act: (mode: Estimate["quota"]) => act.setQuota(account.corp, mode),
    stale: [SENDS],
    done: words.quotaSet,
  });
  return (
    <div className="sends-quota">
      <span>
        {words.quota} <Info>{words.quotaWhy}</Info>
      </span>
      <Select
        size="small"
        value={account.quota}
        aria-label={words.quota}
        loading={change.isPending}
        onChange={(mode) => change.mutate(mode)}
        options={Object.entries(words.quotas).map(([value, label]) => ({ value, label }))}
      />
      {found && <span className="second small">{words.quotaNow(found.most)}</span>}
    </div>
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
