import { useWords } from "@/lib/language";
import { Empty } from "@/ui/State";
import type { CardProps } from "@/widgets/cards";
import { OpensPlace } from "../Counted";
import { PaybackTable } from "../PaybackTable";
import { PAYBACK } from "../payback.copy";
import "../truth.css";

/** What each channel cost and what came back, on a board: the largest lines that the card has room for. */
export function PaybackCard({ result, height, open }: CardProps<"payback">) {
  const own = useWords(PAYBACK);
  if (!result.channels.length) return <Empty title={own.empty}>{own.noCosts}</Empty>;
  const lines = result.channels.toSorted((a, b) => (b.cost_fen ?? 0) - (a.cost_fen ?? 0));
  return (
    <OpensPlace value={open}>
      <PaybackTable lines={lines.slice(0, height > 300 ? 8 : 4)} />
    </OpensPlace>
  );
}
