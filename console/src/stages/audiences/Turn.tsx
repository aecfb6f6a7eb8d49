import { useWords } from "@/lib/language";
import { Pick } from "./fields";
import { WORDS, type YesNo } from "./line.copy";

/** What every kind of line is given: its node, whether it is turned around, and how to change either. */
export interface LineProps<T> {
  node: T;
  not: boolean;
  onChange: (node: T) => void;
  onTurn: () => void;
}

/** The verb of a sentence with its opposite: 做过, 没有做过. */
export function Turn({ said, not, onTurn }: { said: YesNo; not: boolean; onTurn: () => void }) {
  const words = useWords(WORDS);
  return (
    <Pick
      label={words.verb}
      value={not ? "no" : "yes"}
      options={[
        { value: "yes", label: said.yes },
        { value: "no", label: said.no },
      ]}
      onChange={(next) => (next === "no") !== not && onTurn()}
    />
  );
}
