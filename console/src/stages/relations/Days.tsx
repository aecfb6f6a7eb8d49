import { useWords } from "@/lib/language";
import { DayBars } from "./DayBars";
import { useDays } from "./relations.api";
import { WORDS } from "./relations.copy";

/** Who was added day by day, and who was lost to whom. */
export function Days({ days }: { days: number }) {
  const words = useWords(WORDS);
  return (
    <div className="relations-inset">
      <DayBars
        title={words.everyDay}
        query={useDays(days)}
        bars={{
          [words.added]: (one) => one.added,
          [words.byCustomer]: (one) => -one.deleted_by_customer,
          [words.byStaff]: (one) => -one.deleted_by_staff,
        }}
      />
    </div>
  );
}
