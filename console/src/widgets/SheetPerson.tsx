import { Link } from "@tanstack/react-router";
import type { Shapes } from "@/api/client";
import { copy, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Channel } from "./Channel";

const WORDS = copy(
  { unnamed: "未命名客户", visitor: "匿名访客", reachable: "可触达" },
  { unnamed: "Unnamed person", visitor: "Anonymous visitor", reachable: "reachable" },
);

/** One of the people behind a figure: the way to them, and through what they can be reached. */
export function SheetPerson({ row }: { row: Shapes["SummaryOut"] }) {
  const words = useWords(WORDS);
  return (
    <li>
      <div className="row between nowrap">
        <Link to="/people/$person" params={{ person: row.person }} className="ellipsis">
          {row.display || (row.identified ? words.unnamed : words.visitor)}
        </Link>
        <span className="mono second">{row.person}</span>
      </div>
      <div className="row tight">
        {row.reachable && <Chip tone="good">{words.reachable}</Chip>}
        {row.channels.slice(0, 4).map((name) => (
          <Channel key={name} name={name} />
        ))}
      </div>
    </li>
  );
}
