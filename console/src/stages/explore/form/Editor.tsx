import { useWords } from "@/lib/language";
import type { Ask } from "../question";
import { BreakdownField } from "./BreakdownField";
import { FunnelForm } from "./FunnelForm";
import { Field, Part } from "./fields";
import { FORM } from "./form.words";
import { ActiveForm, DistributionForm, IntervalsForm } from "./OtherForms";
import { PathsForm } from "./PathsForm";
import { PeriodField } from "./PeriodField";
import { RetentionForm } from "./RetentionForm";
import { TrendsForm } from "./TrendsForm";
import { WhomField } from "./WhomField";

interface EditorProps {
  ask: Ask;
  onChange: (ask: Ask) => void;
}

/** The question in words: what its kind asks, then what all kinds ask. */
export function Editor({ ask, onChange }: EditorProps) {
  const words = useWords(FORM);
  return (
    <div className="ask-editor card">
      <OfKind ask={ask} onChange={onChange} />
      <Part title={words.scope}>
        <Field label={words.period}>
          <PeriodField value={ask.period} onChange={(period) => onChange({ ...ask, period })} />
        </Field>
        <Field label={words.whom}>
          <WhomField value={ask.people} onChange={(people) => onChange({ ...ask, people })} />
        </Field>
        <BreakdownField ask={ask} onChange={(breakdown) => onChange({ ...ask, breakdown } as Ask)} />
      </Part>
    </div>
  );
}

function OfKind({ ask, onChange }: EditorProps) {
  switch (ask.kind) {
    case "trends":
      return <TrendsForm ask={ask} onChange={onChange} />;
    case "funnel":
      return <FunnelForm ask={ask} onChange={onChange} />;
    case "retention":
      return <RetentionForm ask={ask} onChange={onChange} />;
    case "paths":
      return <PathsForm ask={ask} onChange={onChange} />;
    case "distribution":
      return <DistributionForm ask={ask} onChange={onChange} />;
    case "intervals":
      return <IntervalsForm ask={ask} onChange={onChange} />;
    default:
      return <ActiveForm ask={ask} onChange={onChange} />;
  }
}
