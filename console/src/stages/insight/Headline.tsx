import { language, useWords } from "@/lib/language";
import { type Days, FIGURES, shownFigure } from "./days";
import { WORDS } from "./days.copy";
import type { DaysKnown } from "./useDays";
import { standing } from "./usual";

/** Yesterday in a sentence, and what was not as usual in another; that everything was is worth knowing too. */
export function Headline({ known: { figures } }: { known: DaysKnown }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const all = FIGURES.flatMap((name) => figures.get(name) ?? []);
  if (all.length < FIGURES.length) return <>{words.reading}…</>;
  const said = (days: Days | undefined): string =>
    days ? shownFigure(days.name, days.values.at(-2) ?? 0, chosen) : "";
  const [came, added, sold] = [figures.get("newcomers"), figures.get("added"), figures.get("sold")];
  const judged = all.filter((days) => days.usual.at(-1));
  const notable = judged.flatMap((days) => {
    const usual = days.usual.at(-1);
    const stands = usual ? standing(days.values.at(-2) ?? 0, usual) : "within";
    if (!usual || stands === "within") return [];
    const range = words.usual(shownFigure(days.name, usual.low, chosen), shownFigure(days.name, usual.high, chosen));
    return [words.said(words.names[days.name], said(days), words.standing[stands], range)];
  });
  return (
    <>
      {words.answer(said(came), said(added), said(sold))}{" "}
      {notable.length > 0 ? (
        <b>{words.notable(notable.join(chosen === "zh" ? "；" : "; "))}</b>
      ) : (
        judged.length > 0 && words.usually(judged.length)
      )}
    </>
  );
}
