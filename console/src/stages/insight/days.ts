import type { Language } from "@/lib/language";
import { day } from "@/lib/moments";
import { count, yuanShort } from "@/lib/numbers";
import { type Definition, defined } from "@/widgets/useDefined";
import type { Answered, Question } from "@/widgets/useQuestion";
import { type Usual, usualOf } from "./usual";

/** What a day is judged by, in the order of the screen: who came, who stays, what is sold. */
export const FIGURES = ["newcomers", "active", "added", "lost", "spoke", "first", "again", "sold"] as const;
export type FigureName = (typeof FIGURES)[number];

/** So many whole days are drawn; the twelve weeks that are asked for say what is usual for each of them. */
export const SHOWN = 28;
const ASKED = 84;

const ADDED = ["Contact Added"];
const LOST = ["Contact Deleted Staff"];
const SPOKE = ["Message Replied", "Consultation Started"];
const BOUGHT = ["Order Completed"];
const SERIES: FigureName[] = ["added", "lost", "spoke", "sold"];

/** One figure, day by day: the last value is of today so far, what is usual is told of whole days. */
export interface Days {
  name: FigureName;
  dates: string[];
  values: number[];
  usual: (Usual | null)[];
}

export interface Asked {
  deeds: Question<"trends">;
  buyers: Question<"life_cycle">;
  everybody: Question<"life_cycle">;
}

/** This will put the three questions of which the figures are made: of so many days, so that tomorrow they are the same. */
export function asked(): Asked {
  const period = { last_days: ASKED + 1 };
  const people = (events: string[]) => ({ measure: "people", events });
  const series = [people(ADDED), people(LOST), people(SPOKE), { measure: "sum", property: "total", events: BOUGHT }];
  const cycle = { kind: "life_cycle", granularity: "day", period } as Question<"life_cycle">;
  return {
    deeds: { kind: "trends", granularity: "day", period, series } as Question<"trends">,
    buyers: { ...cycle, active: { events: BOUGHT } } as Question<"life_cycle">,
    everybody: cycle,
  };
}

/** This will read the figures that follow contacts, words and money; money in fen. */
export function ofDeeds({ result }: Answered<"trends">): Days[] {
  return result.lines.map((line, place) => {
    const name = SERIES[place] ?? "added";
    const values = line.points.map((point) => point.figure.value ?? 0);
    return days(name, dates(line.points), name === "sold" ? values.map((value) => Math.round(value * 100)) : values);
  });
}

/** This will read who bought for the first time, and who bought again. */
export function ofBuyers(answer: Answered<"life_cycle">): Days[] {
  const points = answer.result.lines[0]?.points ?? [];
  return [
    days(
      "first",
      dates(points),
      points.map((point) => point.new),
    ),
    days(
      "again",
      dates(points),
      points.map((point) => point.returning + point.resurrecting),
    ),
  ];
}

/** This will read who came for the first time, and who did anything at all. */
export function ofEverybody(answer: Answered<"life_cycle">): Days[] {
  const points = answer.result.lines[0]?.points ?? [];
  const active = points.map((point) => point.new + point.returning + point.resurrecting);
  return [
    days(
      "newcomers",
      dates(points),
      points.map((point) => point.new),
    ),
    days("active", dates(points), active),
  ];
}

/** This will say who is behind a figure of a day, in the segment language. */
export function behind(name: FigureName, date: string): Definition {
  const events = {
    newcomers: {},
    active: {},
    added: { events: ADDED },
    lost: { events: LOST },
    spoke: { events: SPOKE },
  };
  const what = name in events ? events[name as keyof typeof events] : { events: BOUGHT };
  const did = { kind: "did", ...what, within: { from: date, to: day(Date.parse(date) + 86_400_000) } };
  const earlier = { kind: "did_date", ...what, measure: "first", test: { type: "date", op: "before", value: date } };
  if (name === "newcomers" || name === "first") return defined(did, { kind: "not", of: earlier });
  return name === "again" ? defined(did, earlier) : defined(did);
}

/** This will write a figure as an operator reads it. */
export function shownFigure(name: FigureName, value: number, language: Language): string {
  return name === "sold" ? yuanShort(value, language) : count(value, language);
}

function days(name: FigureName, dates: string[], values: number[]): Days {
  // today is not over: what it came to so far neither is judged nor says what is usual
  const whole = values.slice(0, -1);
  return { name, dates, values, usual: usualOf(whole, name !== "sold") };
}

function dates(points: { bucket: string }[]): string[] {
  return points.map((point) => point.bucket.slice(0, 10));
}
