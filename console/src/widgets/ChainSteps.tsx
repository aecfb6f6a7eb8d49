import type { Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Count, Meter } from "@/ui/Figures";
import { CHAINS } from "./chains.copy";
import { FigureLink } from "./FigureLink";
import type { CellOf } from "./useCells";
import "./chains.css";

type Line = Shapes["ChainLine"];

/** From the touch to the repeat order: friends who stayed thirty days stand between those who came and who spoke. */
const WAY = ["people", "clicked", "scanned", "added", "kept_30", "spoke", "joined", "bought", "again"] as const;

interface StepsProps {
  line: Line;
  onOpen: (cell: CellOf, title: string) => void;
}

/** One line of a chain, step by step, each figure with its share of all who came. */
export function ChainSteps({ line, onOpen }: StepsProps) {
  const words = useWords(CHAINS);
  const may = useMay();
  const titleOf = (what: (typeof WAY)[number]) => (what === "kept_30" ? words.kept("30") : words[what]);
  const opens = (what: (typeof WAY)[number], value: number) => {
    const shown = <Count value={value} />;
    const title = `${words.total} · ${titleOf(what)}`;
    if (!value || !may("people.read")) return shown;
    return (
      <FigureLink label={title} onOpen={() => onOpen(line.cells[what] ?? {}, title)}>
        {shown}
      </FigureLink>
    );
  };
  return (
    <dl className="chains-steps">
      {WAY.map((what) => (
        <div key={what}>
          <dt>{titleOf(what)}</dt>
          <dd>
            <b>{opens(what, what === "kept_30" ? line.kept_30.numerator : line[what])}</b>
          </dd>
          <dd className="second small">
            <Of line={line} what={what} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Of({ line, what }: { line: Line; what: (typeof WAY)[number] }) {
  const words = useWords(CHAINS);
  const chosen = language.use();
  if (what === "people") return <>{words.came}</>;
  if (what === "kept_30") return <>{words.due(count(line.kept_30.denominator, chosen), percent(line.kept_30.value))}</>;
  const share = line.people ? line[what] / line.people : 0;
  return (
    <>
      {percent(line.people ? share : null)}
      <Meter share={share} label={percent(share)} />
    </>
  );
}
