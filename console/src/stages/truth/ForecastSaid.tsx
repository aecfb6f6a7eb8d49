import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Info } from "@/ui/Figures";
import { type Forecast, verdictOf } from "./forecast";
import { FORECAST } from "./forecast.copy";
import { decimal, range } from "./told";

/** What is expected in a sentence, and whether that came true on the days that were held back. */
export function ForecastSaid({ found }: { found: Forecast }) {
  const own = useWords(FORECAST);
  const chosen = language.use();
  const { purchases, horizon, test } = found;
  return (
    <>
      {own.answer(
        horizon,
        count(found.customers, chosen),
        decimal(purchases.value),
        range(purchases.low, purchases.high, decimal),
      )}
      {test &&
        own.verdict[verdictOf(test)](
          test.days,
          decimal(test.expected),
          decimal(test.actual),
          percent(Math.abs(test.bias)),
        )}
      <Info>{own.how}</Info>
    </>
  );
}
