import { Link } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { type Moment, useCustomers, type Which } from "./moments.api";
import { WORDS } from "./moments.copy";

const WHICH: Which[] = ["engaged", "shown", "chosen"];

/** Who liked or commented, who could see it, and who could have. */
export function Customers({ moment, mark }: { moment: Moment; mark: string }) {
  const words = useWords(WORDS);
  const [which, setWhich] = useState<Which>("engaged");
  const query = useCustomers(moment.id, which, mark);
  const rows = query.data?.pages.flatMap((page) => page.customers) ?? [];
  const options = WHICH.map((one) => ({ value: one, label: `${words.which[one]} ${moment.counts[one]}` }));
  return (
    <div className="stack">
      <Segmented value={which} onChange={setWhich} options={options} />
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
                      {one.liked_at && <Chip tone="good">{words.liked}</Chip>}
                      {one.comments > 0 && <Chip tone="good">{words.commented(one.comments)}</Chip>}
                      {!one.shown && <Chip tone="quiet">{words.notShown}</Chip>}
                    </span>
                    <span className="second small">
                      <When at={one.commented_at ?? one.liked_at} />
                    </span>
                  </div>
                  <span className="second small">{one.staff_name}</span>
                </li>
              ))}
            </ul>
          ) : (
            <Empty title={words.nobody} />
          )
        }
      </Answer>
      {query.hasNextPage && <Button onClick={() => void query.fetchNextPage()}>{words.more}</Button>}
    </div>
  );
}
