import type { Definition, Kind, Node, Sent } from "./nodes";

type Plain = Record<string, unknown>;

/** Kinds that mean “at least once” when they say nothing. */
const COUNTING = new Set(["did", "orders", "relation", "customer_group"]);
const ONCE = JSON.stringify({ type: "number", op: ">=", value: 1 });

/** What each kind means when it says nothing: written or not, it is the same. */
const DEFAULTS: Record<string, Plain> = {
  consent: { channel: "all" },
  orders: { measure: "count", state: "bought" },
  order_date: { state: "bought" },
  did: { measure: "count" },
  aipl: { count: "platform" },
  bucket: { from: 0 },
};

/**
 * This will write a definition as somebody would by hand: without the server's nulls, defaults and empty lists. Two
 * definitions that differ only in those come out the same, which is how the editor knows that nothing was changed.
 */
export function tidy(given: unknown): Definition {
  const { version, where } = given as { version: 1; where: unknown };
  return { version, where: tidied(where) as Node };
}

export function tidied(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(tidied);
  if (given === null || typeof given !== "object") return given;
  const node = given as Plain;
  const defaults = DEFAULTS[String(node.kind)] ?? {};
  const kept = Object.entries(node).filter(([name, value]) => !silent(name, value, node, defaults));
  return Object.fromEntries(ordered(kept.map(([name, value]) => [name, tidied(value)])));
}

function silent(name: string, value: unknown, node: Plain, defaults: Plain): boolean {
  if (value === null || value === undefined) return true;
  if (name === "where" && Array.isArray(value) && !value.length) return true;
  if (name in defaults && defaults[name] === value) return true;
  // of these only: everywhere else a test has to be said
  return name === "test" && COUNTING.has(String(node.kind)) && once(value);
}

function once(test: unknown): boolean {
  const { type, op, value } = test as Plain;
  return JSON.stringify({ type, op, value }) === ONCE;
}

const FIRST = ["version", "kind", "name", "measure", "property", "events"];

/** The order in which a person would write the fields, so that equal definitions are equal texts. */
function ordered(fields: [string, unknown][]): [string, unknown][] {
  const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return fields.sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(tidied(one)) === JSON.stringify(tidied(other));
}

/** For the API, whose generated types ask for every field that has a default. */
export function sent(definition: Definition): Sent {
  return tidy(definition) as unknown as Sent;
}

const KINDS: Record<Kind, true> = {
  all: true,
  any: true,
  not: true,
  as_of: true,
  segment: true,
  aipl: true,
  tier: true,
  life_cycle: true,
  known: true,
  trait: true,
  tag: true,
  consent: true,
  reachable: true,
  orders: true,
  order_date: true,
  did: true,
  did_date: true,
  sequence: true,
  first_channel: true,
  relation: true,
  customer_group: true,
  intimacy: true,
  trust: true,
  bucket: true,
  snapshot: true,
};

/** Whether something read from outside looks like a definition, so that the editor may open it. */
export function isDefinition(given: unknown): given is Definition {
  if (given === null || typeof given !== "object") return false;
  const { version, where } = given as { version?: unknown; where?: unknown };
  return version === 1 && isNode(where);
}

export function isNode(given: unknown): given is Node {
  if (given === null || typeof given !== "object") return false;
  const { kind, of } = given as { kind?: unknown; of?: unknown };
  if (typeof kind !== "string" || !(kind in KINDS)) return false;
  if (kind === "all" || kind === "any") return Array.isArray(of) && of.every(isNode);
  return kind === "not" || kind === "as_of" ? isNode(of) : true;
}
