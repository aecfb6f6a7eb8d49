import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { namespaceName } from "@/widgets/names";
import { limited } from "./compare";
import { WORDS } from "./copy";
import { type Review, useSummaries } from "./identity.api";

interface QueueProps {
  rows: Review[];
  current: number | undefined;
  onPick: (id: number) => void;
}

/** The pairs that wait, the oldest first; the one under judgment is marked. */
export function Queue({ rows, current, onPick }: QueueProps) {
  const words = useWords(WORDS);
  const people = useSummaries([...new Set(rows.flatMap((one) => [one.person_a, one.person_b]))]);
  const name = (person: string): string => people.data?.get(person)?.display || person.slice(0, 6);
  return (
    <Card flush>
      <ul className="queue">
        {rows.map((one) => (
          <li key={one.id}>
            <button type="button" aria-current={one.id === current || undefined} onClick={() => onPick(one.id)}>
              <span className="row between nowrap">
                <b className="ellipsis">
                  {name(one.person_a)} <span className="second">≟</span> {name(one.person_b)}
                </b>
                <span className="second small">
                  <When at={one.created_at} />
                </span>
              </span>
              <span className="row tight second small">
                {limited(one.reason) ? namespaceName(limited(one.reason) ?? "") : one.reason}
                {one.decision && (
                  <Chip tone={one.decision === "merge" ? "good" : "quiet"}>
                    {words.decidedAs[one.decision] ?? one.decision}
                  </Chip>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
