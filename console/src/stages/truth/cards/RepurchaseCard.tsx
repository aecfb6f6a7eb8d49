import type { CardProps } from "@/widgets/cards";
import { OpensPlace } from "../Counted";
import { AgainLines, RepurchaseFacts } from "../RepurchaseLines";
import "../truth.css";

/** Who buys again and after how long, on a board; a low card keeps to the figures. */
export function RepurchaseCard({ result, height, open }: CardProps<"repurchase">) {
  return (
    <OpensPlace value={open}>
      <div className="stack">
        <RepurchaseFacts found={result} />
        {height > 300 && <AgainLines found={result} />}
      </div>
    </OpensPlace>
  );
}
