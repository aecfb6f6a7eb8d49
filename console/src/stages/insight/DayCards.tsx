import { language, useWords } from "@/lib/language";
import { weekday } from "@/lib/moments";
import { Chip } from "@/ui/Chip";
import { Info } from "@/ui/Figures";
import { Skeleton } from "@/ui/State";
import { FigureLink } from "@/widgets/FigureLink";
import { HowCounted } from "@/widgets/HowCounted";
import { Renewing } from "@/widgets/Renewing";
import { useDefined } from "@/widgets/useDefined";
import { DaysLine } from "./DaysLine";
import { behind, type Days, FIGURES, type FigureName, shownFigure } from "./days";
import { WORDS } from "./days.copy";
import type { DaysKnown } from "./useDays";
import { standing } from "./usual";

/** Eight figures of yesterday, each over what is usual for it; each opens its people. */
export function DayCards({ known: { figures, answer, queries } }: { known: DaysKnown }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { open, sheet } = useDefined();
  const date = [...figures.values()][0]?.dates.at(-2) ?? "";
  const opened = (name: FigureName, on: string): void =>
    open({ title: words.people(words.names[name], on), definition: behind(name, on) });
  return (
    <section className="stack tight" aria-label={words.reading}>
      <div className="row between days-head">
        <h2>{date ? words.heading(date.slice(5), weekday(date, chosen)) : words.reading}</h2>
        <span className="row second small">
          <i className="band-key" />
          {words.legend}
          <Info>{words.method}</Info>
        </span>
      </div>
      <Renewing of={queries} />
      <ul className="day-cards">
        {FIGURES.map((name) => {
          const days = figures.get(name);
          return (
            <li key={name} className="card">
              {days ? <DayCard days={days} onOpen={(on) => opened(name, on)} /> : <Skeleton height={146} />}
            </li>
          );
        })}
      </ul>
      <div className="days-how">{answer && <HowCounted answer={answer} note={words.descriptive} />}</div>
      {sheet}
    </section>
  );
}

function DayCard({ days, onOpen }: { days: Days; onOpen: (date: string) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const value = days.values.at(-2) ?? 0;
  const usual = days.usual.at(-1);
  const stands = usual ? standing(value, usual) : null;
  const label = words.names[days.name];
  const figure = (one: number): string => shownFigure(days.name, one, chosen);
  return (
    <>
      <span className="second small">
        {label}
        <Info>{words.how[days.name]}</Info>
      </span>
      <div className="row between nowrap">
        <b className="day-figure">
          <FigureLink label={`${label} ${days.dates.at(-2)}`} onOpen={() => onOpen(days.dates.at(-2) ?? "")}>
            {figure(value)}
          </FigureLink>
        </b>
        <Chip tone={stands === "within" || !stands ? "quiet" : "look"}>
          {stands ? words.standing[stands] : words.unknown}
        </Chip>
      </div>
      <DaysLine days={days} />
      <div className="row between second small">
        <span title={usual ? undefined : words.unknownWhy}>
          {usual ? words.usual(figure(usual.low), figure(usual.high)) : words.unknownWhy}
        </span>
        <span>
          {words.sofar}{" "}
          <FigureLink label={`${label} ${days.dates.at(-1)}`} onOpen={() => onOpen(days.dates.at(-1) ?? "")}>
            {figure(days.values.at(-1) ?? 0)}
          </FigureLink>
        </span>
      </div>
    </>
  );
}
