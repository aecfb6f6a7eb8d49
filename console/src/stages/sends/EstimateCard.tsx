import { Form, Select } from "antd";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Info } from "@/ui/Figures";
import { Estimated, LeftOut, StaffBars, useSettled } from "@/widgets/Estimated";
import { useAct } from "@/widgets/useAct";
import { COMPOSING } from "./compose.copy";
import { estimated, type Fields, planOf, saysToWhom } from "./composing";
import { act, type Estimate, SENDS, useEstimate } from "./sends.api";

/** A corp that sends, and how many messages a customer of it gets. */
export interface SendAccount {
  name: string;
  title: string;
  corp: string;
  quota: Estimate["quota"];
}

/** What it would come to, worked out again whenever the audience changes. */
export function EstimateCard({ account }: { account: SendAccount | undefined }) {
  const words = useWords(COMPOSING);
  const fields = Form.useWatch([]) as Fields | undefined;
  const plan = useSettled(fields && estimated(planOf(fields)));
  const asked = plan && saysToWhom(plan);
  const query = useEstimate(account?.name, asked ? plan : undefined);
  const foot = account && <Quota account={account} found={asked ? query.data : undefined} />;
  return (
    <Estimated words={words} asked={asked} query={query} foot={foot}>
      {(found) => <Found found={found} groups={plan?.kind === "groups"} />}
    </Estimated>
  );
}

function Found({ found, groups }: { found: Estimate; groups: boolean }) {
  const words = useWords(COMPOSING);
  const chosen = language.use();
  const unit = groups ? words.chat : words.person;
  return (
    <>
      <p className="estimate-will">
        {words.willSend} <b>{unit(count(found.people, chosen))}</b>
        <span className="second">{words.of(unit(count(found.wanted, chosen)))}</span>
      </p>
      <p className="second">{words.through(found.senders.length, found.parts)}</p>
      <StaffBars staff={found.senders} more={words.moreStaff} />
      <h3>{words.leftOut}</h3>
      {found.left_out.length === 0 && <p className="second">{words.nobodyLeft}</p>}
      <LeftOut lines={found.left_out.map((one) => ({ ...one, why: words.left[one.reason] }))} />
    </>
  );
}

function Quota({ account, found }: { account: SendAccount; found: Estimate | undefined }) {
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
