import { Button, Select } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { channelName, namespaceName, purposeName } from "@/widgets/names";
import { useUnits } from "@/widgets/units";
import { useAct } from "@/widgets/useAct";
import { ConsentForm } from "./ConsentForm";
import { act, PEOPLE, type Person } from "./people.api";
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

function Reach({ person }: { person: Person }) {
  const words = useWords(WORDS).reach;
  const chosen = language.use();
  const may = useMay();
  const [recording, setRecording] = useState(false);
  const extra = may("people.change") && (
    <Button size="small" type="text" onClick={() => setRecording(true)}>
      {words.record}
    </Button>
  );
  return (
    <Card title={words.title} extra={extra}>
      <ul className="lines">
        {person.channels.map((one) => (
          <li key={one.channel}>
            <div className="row between">
              <span className="row" style={{ gap: 6 }}>
                <span className={one.reachable ? "dot good" : "dot"} />
                {channelName(one.channel, chosen)}
              </span>
              <span className="second small">
                {words.reasons[one.reason] ?? one.reason} {one.since && <When at={one.since} />}
              </span>
            </div>
          </li>
        ))}
        {!person.channels.length && <li className="second">{words.none}</li>}
        {person.consent.map((one) => (
          <li key={`${one.purpose}/${one.channel}`} title={one.evidence}>
            <div className="row between">
              <span>
                {purposeName(one.purpose, chosen)} · {channelName(one.channel, chosen)}
              </span>
              <Chip tone={one.allowed ? "good" : one.said === "withdrawn" ? "bad" : "quiet"}>
                {words.said[one.said] ?? one.said}
              </Chip>
            </div>
          </li>
        ))}
      </ul>
      <ConsentForm person={person.person} open={recording} onClose={() => setRecording(false)} />
    </Card>
  );
}

function Tags({ person }: { person: Person }) {
  const words = useWords(WORDS).tags;
  const may = useMay();
  const change = useAct({
    act: (given: { add: string[]; remove: string[] }) => act.tags(person.person, given),
    stale: [
      [...PEOPLE, "one", person.person],
      [...PEOPLE, "list"],
    ],
    done: words.done,
  });
  const names = person.tags.map((tag) => tag.tag);
  const changed = (next: string[]): void => {
    const add = next.filter((tag) => !names.includes(tag));
    const remove = names.filter((tag) => !next.includes(tag));
    if (add.length || remove.length) change.mutate({ add, remove });
  };
  return (
    <Card title={words.title}>
      {may("people.change") ? (
        <Select
          mode="tags"
          value={names}
          onChange={changed}
          loading={change.isPending}
          placeholder={words.add}
          aria-label={words.add}
          open={false}
          suffixIcon={null}
          style={{ width: "100%" }}
        />
      ) : (
        <div className="row tight">{names.length ? names.map((tag) => <Chip key={tag}>{tag}</Chip>) : words.none}</div>
      )}
      <ul className="lines" style={{ marginTop: 8 }}>
        {person.tags.map((tag) => (
          <li key={tag.tag} className="second small">
            <span>
              {tag.tag}：{words.by} {tag.added_by} · <When at={tag.added_at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Units({ person }: { person: Person }) {
  const words = useWords(WORDS).units;
  const names = useUnits();
  const seen = new Map(person.affiliations.map((one) => [one.label, one]));
  return (
    <Card title={words.title}>
      {seen.size === 0 && <span className="second">{words.none}</span>}
      <ul className="lines">
        {[...seen.values()].map((one) => (
          <li key={one.label} title={one.evidence}>
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
