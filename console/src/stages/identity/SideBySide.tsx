import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { language, useWords } from "@/lib/language";
import { yuan } from "@/lib/numbers";
import { Chip, type Tone } from "@/ui/Chip";
import { When } from "@/ui/When";
import { namespaceName, traitName } from "@/widgets/names";
import { useUnits } from "@/widgets/units";
import type { Line, Verdict } from "./compare";
import { WORDS } from "./copy";
import type { Person } from "./identity.api";

const TONES: Record<Verdict, Tone> = { same: "good", differ: "look", one: "quiet" };

/** Their values are codes of stores. */
const STORES = new Set(["stores", "home_store"]);

interface SideBySideProps {
  a: Person;
  b: Person;
  lines: Line[];
  /** The identities that the evidence ties together. */
  tied: string[];
}

/** Two people line by line; what agrees and what does not is marked in words, not in color alone. */
export function SideBySide({ a, b, lines, tied }: SideBySideProps) {
  const words = useWords(WORDS);
  const many = (verdict: Verdict): number => lines.filter((one) => one.verdict === verdict).length;
  return (
    <div className="side-scroll">
      <table className="side-by-side">
        <thead>
          <tr>
            <td className="second small">{words.summary(many("same"), many("differ"))}</td>
            <th scope="col">
              <Who person={a} />
            </th>
            <th scope="col">
              <Who person={b} />
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.orders}</th>
            <td>
              <Bought person={a} />
            </td>
            <td>
              <Bought person={b} />
            </td>
            <td />
          </tr>
          <tr>
            <th scope="row">{words.since}</th>
            <td>
              <When at={first(a)} />
            </td>
            <td>
              <When at={first(b)} />
            </td>
            <td />
          </tr>
          {lines.map((line) => (
            <Row key={`${line.group}/${line.name}`} line={line} tied={marked(line, [a, b], tied)} />
          ))}
        </tbody>
      </table>
      {lines.some((line) => marked(line, [a, b], tied).size) && (
        <p className="second small tied">
          <mark>{words.mark}</mark> {words.tied}
        </p>
      )}
    </div>
  );
}

function Who({ person }: { person: Person }) {
  const words = useWords(WORDS);
  const name = String(
    person.traits.name?.value ?? person.traits.nickname?.value ?? (person.identified ? words.unnamed : words.visitor),
  );
  return (
    <div>
      <Link to="/people/$person" params={{ person: person.person }} title={words.open}>
        {name}
      </Link>
      <div className="mono second">{person.person}</div>
    </div>
  );
}

function Bought({ person }: { person: Person }) {
  const words = useWords(WORDS);
  const orders = person.sections.orders as { bought: number; net_fen: number } | undefined;
  return <>{words.bought(orders?.bought ?? 0, yuan(orders?.net_fen ?? 0))}</>;
}

function Row({ line, tied }: { line: Line; tied: Set<string> }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const units = useUnits();
  const label = { identifier: namespaceName, trait: traitName, fact: (name: string) => words[name as "tags"] };
  const shown = (value: string): ReactNode => (STORES.has(line.name) ? (units.get(value) ?? value) : value);
  const cell = (values: string[]): ReactNode =>
    values.length ? (
      <ul>
        {values.map((value) => (
          <li
            key={value}
            className={line.group === "identifier" ? "mono" : undefined}
            title={tied.has(value) ? words.tied : undefined}
          >
            {tied.has(value) ? <mark>{shown(value)}</mark> : shown(value)}
          </li>
        ))}
      </ul>
    ) : (
      <span className="second">–</span>
    );
  return (
    <tr>
      <th scope="row">{label[line.group](line.name, chosen)}</th>
      <td>{cell(line.a)}</td>
      <td>{cell(line.b)}</td>
      <td className="number">
        <Chip tone={TONES[line.verdict]}>{words.verdict[line.verdict]}</Chip>
      </td>
    </tr>
  );
}

function marked(line: Line, people: Person[], tied: string[]): Set<string> {
  if (line.group !== "identifier") return new Set();
  const held = people.flatMap((person) => person.identifiers).filter((one) => tied.includes(one.identity));
  return new Set(held.filter((one) => one.namespace === line.name).map((one) => one.value));
}

function first(person: Person): string | undefined {
  return person.identifiers.map((one) => one.first_seen_at).toSorted()[0];
}
