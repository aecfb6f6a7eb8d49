import { Segmented } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { ContactLines } from "@/widgets/ContactLines";
import { type Moment, useCustomers, type Which } from "./moments.api";
import { WORDS } from "./moments.copy";

const WHICH: Which[] = ["engaged", "shown", "chosen"];

/** Who liked or commented, who could see it, and who could have. */
export function Customers({ moment, mark }: { moment: Moment; mark: string }) {
  const words = useWords(WORDS);
  const [which, setWhich] = useState<Which>("engaged");
  const query = useCustomers(moment.id, which, mark);
  const options = WHICH.map((one) => ({ value: one, label: `${words.which[one]} ${moment.counts[one]}` }));
  return (
    <div className="stack">
      <Segmented value={which} onChange={setWhich} options={options} />
      <ContactLines
        query={query}
        rowsOf={(page) => page.customers}
        none={words.nobody}
        at={(one) => one.commented_at ?? one.liked_at}
        chips={(one) => (
          <>
            {one.liked_at && <Chip tone="good">{words.liked}</Chip>}
            {one.comments > 0 && <Chip tone="good">{words.commented(one.comments)}</Chip>}
            {!one.shown && <Chip tone="quiet">{words.notShown}</Chip>}
          </>
        )}
      />
    </div>
  );
}
