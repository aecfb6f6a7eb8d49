import { Segmented } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import { ContactLines } from "@/widgets/ContactLines";
import { COMPOSING } from "./compose.copy";
import { type Outcome, type Send, useReceivers } from "./sends.api";
import { WORDS } from "./sends.copy";

const TONES: Partial<Record<Outcome, Tone>> = { sent: "good", not_a_friend: "bad", unreachable: "bad" };

/** Who receives it and what became of it, by reason. */
export function Receivers({ send, mark }: { send: Send; mark: string }) {
  const words = useWords(WORDS);
  const composing = useWords(COMPOSING);
  const [outcome, setOutcome] = useState<Outcome | "">("");
  const query = useReceivers(send.id, outcome || undefined, mark);
  const options = [
    { value: "" as const, label: `${words.all} ${send.counts.people}` },
    ...send.counts.outcomes.map((one) => ({
      value: one.outcome,
      label: `${words.outcomes[one.outcome]} ${one.people}`,
    })),
  ];
  return (
    <div className="stack">
      <Segmented value={outcome} onChange={setOutcome} options={options} />
      <ContactLines
        query={query}
        rowsOf={(page) => page.receivers}
        none={words.noReceivers}
        at={(one) => one.sent_at}
        chips={(one) => (
          <>
            <Chip tone={TONES[one.outcome] ?? "quiet"}>{words.outcomes[one.outcome]}</Chip>
            {one.outcome === "left_out" && <span className="second small">{composing.left[one.reason]}</span>}
          </>
        )}
      />
    </div>
  );
}
