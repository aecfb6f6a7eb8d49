import { language, useWords } from "@/lib/language";
import { day, weekday } from "@/lib/moments";
import { Empty } from "@/ui/State";
import { daysOf } from "./days";
import { WORDS } from "./sops.copy";
import type { Sop, SopDay } from "./work.api";
import { WORDS as TASKS } from "./work.copy";

interface CalendarProps {
  since: string;
  until: string;
  days: SopDay[];
  sops: Sop[];
  onOpen: (sop: number) => void;
}

/** What is due per day and per SOP: what will be made, what waits, what was done. */
export function Calendar({ since, until, days, sops, onOpen }: CalendarProps) {
  const words = useWords(WORDS);
  const more = useWords(TASKS);
  const chosen = language.use();
  const today = day(Date.now());
  const names = new Map(sops.map((one) => [one.id, one.plan.name]));
  if (!sops.length) return <Empty title={words.noSops}>{words.noSopsWhy}</Empty>;
  return (
    <>
      {!days.length && <p className="second small work-nothing">{more.nothingDue}</p>}
      <div className="work-week">
        {daysOf(since, until).map((date) => (
          <section key={date} className={date === today ? "work-day today" : "work-day"} aria-label={date}>
            <header>
              {date.slice(5)} {weekday(date, chosen)}
            </header>
            {days
              .filter((one) => one.day === date)
              .map((one) => (
                <button
                  key={one.sop}
                  type="button"
                  className={one.undone ? "work-due bad" : "work-due"}
                  onClick={() => onOpen(one.sop)}
                >
                  <b>{names.get(one.sop)}</b>
                  <span>{words.onDay(one)}</span>
                </button>
              ))}
          </section>
        ))}
      </div>
    </>
  );
}
