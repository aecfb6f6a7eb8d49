import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Answer } from "@/widgets/Answer";
import { type SizeQuestion, useSize } from "./experiments.api";
import { type Draft, unitOfOutcome } from "./experiments.draft";
import { figure } from "./measured";
import { PLAN } from "./plan.copy";

function asked(draft: Draft): SizeQuestion {
  return {
    outcome: draft.goal.outcome,
    change: draft.change / 100,
    window_days: draft.window,
    arms: Math.max(2, draft.arms.length),
    people: draft.people,
  };
}

function whole(draft: Draft): boolean {
  const { outcome } = draft.goal;
  return outcome.of === "orders" || outcome.events.length > 0;
}

/** How many people the plan needs in all its arms; nothing while that is not known. */
export function useUnits(draft: Draft): number | undefined {
  const { data } = useSize(asked(draft), whole(draft));
  return data && data.units_per_arm_adjusted * draft.arms.length;
}

/** Whether there are enough people for the change that is to be found, by what they did lately. */
export function ExperimentSize({ draft }: { draft: Draft }) {
  const words = useWords(PLAN);
  const chosen = language.use();
  const size = useSize(asked(draft), whole(draft));
  if (!whole(draft)) return null;
  return (
    <section className="size-box">
      <h3>{words.size}</h3>
      <Answer query={size} loading={86}>
        {(found) => (
          <>
            <b className={found.enough ? "" : "short"}>
              {words.needed(
                count(found.units_per_arm_adjusted, chosen),
                draft.arms.length,
                count(found.units_per_arm_adjusted * draft.arms.length, chosen),
              )}
            </b>
            <span>{found.enough ? words.enough : words.notEnough(percent(found.visible))}</span>
            <span className="second small">
              {words.have(count(found.people, chosen))} ·{" "}
              {words.base(figure(found.base, unitOfOutcome(draft.goal.outcome)))} · {words.power}
            </span>
          </>
        )}
      </Answer>
    </section>
  );
}
