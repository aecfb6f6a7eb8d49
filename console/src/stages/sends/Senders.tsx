import type { TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Count } from "@/ui/Figures";
import { When } from "@/ui/When";
import { AskedStaff } from "@/widgets/AskedStaff";
import { act, type Part, SENDS, type Send, useParts } from "./sends.api";
import { WORDS } from "./sends.copy";

/** Staff and their tasks: whoever has not confirmed stands first, and can be reminded. */
export function Senders({ send, mark }: { send: Send; mark: string }) {
  const words = useWords(WORDS);
  const columns: TableColumnsType<Part> = [
    {
      title: words.confirmed,
      key: "confirmed",
      render: (_, row) =>
        row.confirmed_at ? (
          <When at={row.confirmed_at} />
        ) : (
          <Chip tone={row.state === "declined" ? "bad" : row.state === "asked" ? "look" : "quiet"} title={row.problem}>
            {row.state === "asked" ? words.unconfirmed : words.parts[row.state]}
          </Chip>
        ),
    },
    { title: words.people, key: "people", align: "right", render: (_, row) => <Count value={row.people} /> },
    { title: words.results, key: "results", render: (_, row) => <Results part={row} /> },
  ];
  return (
    <AskedStaff
      words={words}
      query={useParts(send.id, mark)}
      rowKey="id"
      columns={columns}
      going={send.state === "asked" || send.state === "asking"}
      waits={(one) => one.state === "asked" && !one.confirmed_at}
      remind={(staff) => act.remind(send.id, staff)}
      reminded={(answer) => words.reminded(answer.tasks)}
      stale={SENDS}
    />
  );
}

function Results({ part }: { part: Part }) {
  const words = useWords(WORDS);
  return (
    <div className="sends-results">
      {part.outcomes.map((one) => (
        <span key={one.outcome} className={one.outcome === "sent" ? "" : "second"}>
          {words.outcomes[one.outcome]} {one.people}
        </span>
      ))}
      {part.problem && <span className="second small">{part.problem}</span>}
    </div>
  );
}
