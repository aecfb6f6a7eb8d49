import { language } from "@/lib/language";
import type { CardProps } from "@/widgets/cards";
import { groupName, RfmGrid } from "../RfmGrid";
import "../truth.css";

/** Buyers in eight groups, on a board; each opens its people. */
export function RfmCard({ result, open }: CardProps<"rfm">) {
  const chosen = language.use();
  return (
    <RfmGrid groups={result.groups} onOpen={(group) => open({ what: "people", group }, groupName(group, chosen))} />
  );
}
