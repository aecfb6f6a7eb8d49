import { Select } from "antd";
import { useWords } from "@/lib/language";
import { WhomField } from "../form/WhomField";
import { daysOf, type SharedWords } from "./arrange";
import { BOARD } from "./board.words";

const DAYS = [7, 14, 30, 90, 180];

/** What all cards of the board are asked with: the period, and whom they are about. */
export function BoardShared({ shared, onChange }: { shared: SharedWords; onChange: (change: SharedWords) => void }) {
  const words = useWords(BOARD);
  return (
    <>
      <Select
        aria-label={words.period}
        style={{ width: 190 }}
        value={daysOf(shared)}
        onChange={(next) => onChange({ period: next ? { last_days: next } : null })}
        options={[{ value: 0, label: words.own }, ...DAYS.map((n) => ({ value: n, label: words.days(n) }))]}
      />
      <WhomField
        size="middle"
        value={shared.people ?? undefined}
        onChange={(people) => onChange({ people: people ?? null })}
      />
    </>
  );
}
