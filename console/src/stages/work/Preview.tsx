import { Alert } from "antd";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { exact, weekday } from "@/lib/moments";
import { WORDS } from "./sops.copy";
import { type Plan, type SopSlot, usePreview } from "./work.api";

/** What somebody gets who comes now, or why it cannot be planned so. */
export function Preview({ plan }: { plan: Plan }) {
  const chosen = language.use();
  const query = usePreview(plan);
  if (query.error) return <Alert type="warning" showIcon title={explained(query.error, chosen)} />;
  return query.data ? <Slots plan={plan} slots={query.data} /> : null;
}

function Slots({ plan, slots }: { plan: Plan; slots: SopSlot[] }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (
    <section className="work-preview" aria-label={words.previewOf[plan.begin]}>
      <h3>{words.previewOf[plan.begin]}</h3>
      <ol className="lines">
        {slots.map((slot) => (
          <li key={slot.step}>
            {slot.day.slice(5)} {weekday(slot.day, chosen)} {exact(slot.begins_at).slice(11, 16)}–
            {exact(slot.due_at).slice(11, 16)} · {plan.steps[slot.step]?.words}
          </li>
        ))}
      </ol>
      {slots.length < plan.steps.length && (
        <p className="second small">{words.past(plan.steps.length - slots.length)}</p>
      )}
    </section>
  );
}
