import { useWords } from "@/lib/language";
import { DayBars } from "./DayBars";
import { useGroupDays } from "./groups.api";
import { GROUPS } from "./groups.copy";

const DAYS = 30;

/** Who came into a group day by day, and who left it. */
export function GroupDays({ id }: { id: string }) {
  const words = useWords(GROUPS);
  return (
    <DayBars
      title={words.everyDay}
      query={useGroupDays(id, DAYS)}
      bars={{ [words.joined]: (one) => one.joined, [words.left]: (one) => -one.left }}
    />
  );
}
