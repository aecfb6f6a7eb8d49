import { ChainSteps } from "@/widgets/ChainSteps";
import { ChainsTable } from "@/widgets/ChainsTable";
import type { CardProps } from "@/widgets/cards";
import "../truth.css";

const LINES = 5;

/** How far people came on a board: all of them step by step, and on a tall card the largest lines too. */
export function ChainsCard({ result, height, open }: CardProps<"chains">) {
  if (height < 300) return <ChainSteps line={result.total} onOpen={open} />;
  const lines = result.lines.slice(0, LINES);
  const more = result.more + result.lines.length - lines.length;
  return <ChainsTable found={{ ...result, lines, more }} bare onOpen={open} />;
}
