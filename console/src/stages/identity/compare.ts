import type { Person } from "./identity.api";

export type Verdict = "same" | "differ" | "one";

/** One line of two people side by side: what each has, and whether that speaks for one person or for two. */
export interface Line {
  group: "identifier" | "trait" | "fact";
  name: string;
  a: string[];
  b: string[];
  verdict: Verdict;
}

/**
 * This will lay two people side by side: identifiers by kind, traits, tags, and the stores they belong to.
 *
 * An identifier belongs to one person only, so two of one kind always differ, even if their masks look alike.
 */
export function compared(a: Person, b: Person): Line[] {
  const lines = [...identifiers(a, b), ...traits(a, b), ...facts(a, b)];
  return lines.toSorted((one, other) => TELLING.indexOf(one.verdict) - TELLING.indexOf(other.verdict));
}

/** What decides stands first; what only one side has decides nothing. */
const TELLING: Verdict[] = ["differ", "same", "one"];

function identifiers(a: Person, b: Person): Line[] {
  const kinds = new Set([...a.identifiers, ...b.identifiers].map((one) => one.namespace));
  const held = (person: Person, kind: string): string[] =>
    person.identifiers.filter((one) => one.namespace === kind).map((one) => one.value);
  return [...kinds].map((name) => {
    const [one, other] = [held(a, name), held(b, name)];
    return { group: "identifier", name, a: one, b: other, verdict: one.length && other.length ? "differ" : "one" };
  });
}

function traits(a: Person, b: Person): Line[] {
  const names = new Set([...Object.keys(a.traits), ...Object.keys(b.traits)]);
  return [...names].map((name) => line("trait", name, said(a.traits[name]?.value), said(b.traits[name]?.value)));
}

function facts(a: Person, b: Person): Line[] {
  const tags = (person: Person): string[] => person.tags.map((one) => one.tag);
  const stores = (person: Person): string[] => [...new Set(person.affiliations.map((one) => one.label))];
  return [line("fact", "tags", tags(a), tags(b)), line("fact", "stores", stores(a), stores(b))].filter(
    (one) => one.a.length || one.b.length,
  );
}

function line(group: Line["group"], name: string, a: string[], b: string[]): Line {
  const same = a.some((value) => b.includes(value));
  return { group, name, a, b, verdict: same ? "same" : a.length && b.length ? "differ" : "one" };
}

function said(value: unknown): string[] {
  if (value === null || value === undefined || value === "") return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** What the server says of a conflict: `limit:member_no` is more of a kind than one person may have. */
export function limited(reason: string): string | null {
  return reason.startsWith("limit:") ? reason.slice("limit:".length) : null;
}
