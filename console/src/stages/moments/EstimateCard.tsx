import { Form } from "antd";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Estimated, LeftOut, StaffBars, useSettled } from "@/widgets/Estimated";
import { COMPOSING } from "./compose.copy";
import { estimated, type Fields, planOf, saysWho } from "./composing";
import { type Estimate, useEstimate } from "./moments.api";

/** What it would come to, worked out again whenever it changes who publishes or who may see it. */
export function EstimateCard({ account }: { account: string | undefined }) {
  const words = useWords(COMPOSING);
  const fields = Form.useWatch([]) as Fields | undefined;
  const plan = useSettled(fields && estimated(planOf(fields)));
  const asked = plan && saysWho(plan);
  const query = useEstimate(account, asked ? plan : undefined);
  return (
    <Estimated words={words} asked={asked} query={query}>
      {(found) => <Found found={found} />}
    </Estimated>
  );
}

function Found({ found }: { found: Estimate }) {
  const words = useWords(COMPOSING);
  const chosen = language.use();
  return (
    <>
      <p className="estimate-will">
        {words.couldSee} <b>{words.person(count(found.people, chosen))}</b>
      </p>
      <p className="second">{words.through(found.publishers.length)}</p>
      <StaffBars staff={found.publishers} more={words.moreStaff} />
      {found.not_publishing.length > 0 && (
        <p className="second">{words.notPublishing(found.not_publishing.map((one) => one.name).join("、"))}</p>
      )}
      {found.refusing > 0 && <p>{words.refusing(count(found.refusing, chosen))}</p>}
      <h3>{words.hidden}</h3>
      {found.hidden.length === 0 && <p className="second">{words.nobodyHidden}</p>}
      <LeftOut lines={found.hidden.map((one) => ({ ...one, why: words.whys[one.reason] }))} />
      <p className="second small">{words.limit}</p>
    </>
  );
}
