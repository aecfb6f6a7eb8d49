import { Button } from "antd";
import { useState } from "react";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { When } from "@/ui/When";
import { namespaceName } from "@/widgets/names";
import { useOrigins } from "@/widgets/origins";
import { useUnits } from "@/widgets/units";
import { Reach } from "./PersonReach";
import { Tags } from "./PersonTags";
import type { Person } from "./people.api";
import { WORDS } from "./person.copy";

/** What stands about a person, whatever is being looked at beside it. */
export function Aside({ person }: { person: Person }) {
  return (
    <div className="stack">
      <Identifiers person={person} />
      <Reach person={person} />
      <Tags person={person} />
      <Units person={person} />
    </div>
  );
}

/** So many identifiers stand before the rest is asked for. */
const FIRST = 6;

function Identifiers({ person }: { person: Person }) {
  const words = useWords(WORDS).ids;
  const chosen = language.use();
  const [all, setAll] = useState(false);
  const shown = all ? person.identifiers : person.identifiers.slice(0, FIRST);
  return (
    <Card title={`${words.title} ${person.identifiers.length}`}>
      <ul className="lines">
        {shown.map((one) => (
          <li key={one.identity}>
            <div className="row between nowrap">
              <span className="row" style={{ gap: 6 }} title={one.strong ? words.strong : words.weak}>
                <span className={one.strong ? "dot good" : "dot"} />
                {namespaceName(one.namespace, chosen)}
              </span>
              <span className="second small">
                <When at={one.first_seen_at} />
              </span>
            </div>
            <span className="mono ellipsis" title={`${one.namespace}:${one.value}`}>
              {one.value}
            </span>
          </li>
        ))}
      </ul>
      {person.identifiers.length > FIRST && (
        <Button size="small" type="text" onClick={() => setAll(!all)}>
          {all ? words.fewer : words.all(person.identifiers.length)}
        </Button>
      )}
    </Card>
  );
}

function Units({ person }: { person: Person }) {
  const words = useWords(WORDS).units;
  const names = useUnits();
  const origins = useOrigins();
  const seen = new Map(person.affiliations.map((one) => [one.label, one]));
  return (
    <Card title={words.title}>
      {seen.size === 0 && <span className="second">{words.none}</span>}
      <ul className="lines">
        {[...seen.values()].map((one) => (
          <li key={one.label} title={origins(one.evidence)}>
            <div className="row between">
              <span>{names.get(one.label) ?? one.label}</span>
              <span className="second small">
                <When at={one.since} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
