import { Link } from "@tanstack/react-router";
import { copy, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Count } from "@/ui/Figures";
import { Answer } from "@/widgets/Answer";
import { FigureLink } from "@/widgets/FigureLink";
import { defined, useDefined } from "@/widgets/useDefined";
import { useCounts } from "./insight.api";

const WORDS = copy(
  { pool: "现在池子里有", people: "人", identified: "已识别", reachable: "可触达" },
  { pool: "In the pool now", people: "people", identified: "identified", reachable: "reachable" },
);

/** How many people there are now, known, within reach. */
export function Pool() {
  const words = useWords(WORDS);
  const counts = useCounts();
  const { open, sheet } = useDefined();
  const figure = (label: string, value: number, kind: string) => (
    <FigureLink label={label} onOpen={() => open({ title: label, definition: defined({ kind }) })}>
      <Count value={value} />
    </FigureLink>
  );
  return (
    <Card title={words.pool}>
      <Answer query={counts} loading={72}>
        {(data) => (
          <dl className="facts">
            <dt>{words.people}</dt>
            <dd>
              <Link to="/people">
                <Count value={data.people} />
              </Link>
            </dd>
            <dt>{words.identified}</dt>
            <dd>{figure(words.identified, data.identified, "known")}</dd>
            <dt>{words.reachable}</dt>
            <dd>{figure(words.reachable, data.reachable, "reachable")}</dd>
          </dl>
        )}
      </Answer>
      {sheet}
    </Card>
  );
}
