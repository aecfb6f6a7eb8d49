import { Link } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
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
  const rows = query.data?.pages.flatMap((page) => page.receivers) ?? [];
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
      <Answer query={query} loading={240}>
        {() =>
          rows.length ? (
            <ul className="lines">
              {rows.map((one) => (
                <li key={`${one.contact} ${one.staff}`}>
                  <div className="row between nowrap">
                    <span className="row" style={{ gap: 6 }}>
                      {one.person ? (
                        <Link to="/people/$person" params={{ person: one.person }}>
                          {one.name || words.unnamed}
                        </Link>
                      ) : (
                        one.name || words.unnamed
                      )}
                      <Chip tone={TONES[one.outcome] ?? "quiet"}>{words.outcomes[one.outcome]}</Chip>
                      {one.outcome === "left_out" && <span className="second small">{composing.left[one.reason]}</span>}
                    </span>
                    <span className="second small">{one.sent_at ? <When at={one.sent_at} /> : null}</span>
                  </div>
                  <span className="second small">{one.staff_name}</span>
                </li>
              ))}
            </ul>
          ) : (
            <Empty title={words.noReceivers} />
          )
        }
      </Answer>
      {query.hasNextPage && <Button onClick={() => void query.fetchNextPage()}>{words.more}</Button>}
    </div>
  );
}
