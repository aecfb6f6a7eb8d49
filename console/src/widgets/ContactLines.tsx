import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { copy, useWords } from "@/lib/language";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "./Answer";
import { More } from "./More";

const WORDS = copy({ unnamed: "未读到昵称" }, { unnamed: "No nickname read" });

interface Contact {
  contact: string;
  name: string;
  person: string | null;
  staff: string;
  staff_name: string;
}

interface ContactLinesProps<Row, Page> {
  query: UseInfiniteQueryResult<{ pages: Page[] }>;
  rowsOf: (page: Page) => Row[];
  /** What is said where there is nobody. */
  none: string;
  /** What became of it at somebody. */
  chips: (row: Row) => ReactNode;
  at: (row: Row) => string | null;
}

/** Customers of staff to whom something was sent or shown, each with what became of it. */
export function ContactLines<Row extends Contact, Page>(props: ContactLinesProps<Row, Page>) {
  const { query, rowsOf, none, chips, at } = props;
  const words = useWords(WORDS);
  return (
    <>
      <Answer query={query} loading={240}>
        {({ pages }) => {
          const rows = pages.flatMap(rowsOf);
          if (!rows.length) return <Empty title={none} />;
          return (
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
                      {chips(one)}
                    </span>
                    <span className="second small">{at(one) && <When at={at(one)} />}</span>
                  </div>
                  <span className="second small">{one.staff_name}</span>
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
      <More query={query} />
    </>
  );
}
