import type { Shapes } from "@/api/client";
import type { Node } from "../language/nodes";
import { type Lack, problems } from "../language/problems";
import { tidied } from "../language/tidy";
import { lean, walked, written } from "../language/tree";
import type { Layering } from "./layers.api";

/** The rules as the editor holds them; conditions may be groups of one while somebody works on them. */
export interface Line {
  label: string;
  where: Node;
  standing: boolean;
}

export interface Level {
  name: string;
  chinese: string;
  english: string;
  meaning: string;
  part_of: string | null;
  silent: boolean;
  lines: Line[];
}

export interface Rules {
  version: 1;
  note: string;
  awake: Node | null;
  /** From low to high; somebody is on the highest of which they meet a line. */
  levels: Level[];
}

/** A version that was kept; the definition nests without end, which the client's generics do not follow. */
export type Kept = Omit<Shapes["LayeringOut"], "definition"> & { definition: Rules };

/** The order in which layerings may ask for each other: only those before. */
const ORDER: readonly Layering[] = ["aipl", "life_cycle", "tier"];

/** Of these the past is known, so a stage of an earlier day can be told by them. */
const REMEMBERED: ReadonlySet<string> = new Set([
  "orders",
  "order_date",
  "did",
  "did_date",
  "sequence",
  "bucket",
  "aipl",
  "tier",
  "life_cycle",
]);

const MOST_LEVELS = 20;
const MOST_LINES = 20;
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,29}$/;

/** AIPL's stages stand fast, for every figure of the funnel needs them; of the others a brand may have its own. */
export function fixed(layering: Layering): boolean {
  return layering === "aipl";
}

/** This will read rules as somebody would write them. */
export function opened(given: unknown): Rules {
  const { version, note, awake, levels } = given as Rules;
  return {
    version,
    note,
    awake: awake ? (tidied(awake) as Node) : null,
    levels: levels.map((level) => ({
      ...level,
      part_of: level.part_of ?? null,
      lines: level.lines.map((line) => ({ ...line, where: tidied(line.where) as Node })),
    })),
  };
}

/** This will write rules for the server: groups of one are what is in them, names without spaces around. */
export function closed(rules: Rules): Rules {
  return {
    ...rules,
    awake: rules.awake && (tidied(lean(rules.awake)) as Node),
    levels: rules.levels.map((level) => ({
      ...level,
      name: level.name.trim(),
      chinese: level.chinese.trim(),
      english: level.english.trim(),
      meaning: level.meaning.trim(),
      lines: level.lines.map((line) => ({
        ...line,
        label: line.label.trim(),
        where: tidied(lean(line.where)) as Node,
      })),
    })),
  };
}

export function sameRules(one: Rules, other: Rules): boolean {
  return JSON.stringify(closed(one)) === JSON.stringify(closed(other));
}

/** What is wrong with a condition: something is missing, or it is none that these rules may ask. */
export type Fault = Lack | "segments" | "later" | "today";

/** This will tell what is wrong with a condition of a layering's rules, by the path of each node. */
export function faultsIn(layering: Layering, where: Node): Map<string, Fault> {
  const found = new Map<string, Fault>(problems(where).map(({ path, lack }) => [path, lack]));
  const past = (path: readonly unknown[]): boolean =>
    fixed(layering) || walked(where).some(([above, node]) => node.kind === "as_of" && starts(path, above));
  for (const [path, node] of walked(where)) {
    const place = ORDER.indexOf(node.kind as Layering);
    if (node.kind === "segment") found.set(written(path), "segments");
    else if (place >= 0 && place >= ORDER.indexOf(layering)) found.set(written(path), "later");
    else if (leafy(node) && !REMEMBERED.has(node.kind) && past(path)) found.set(written(path), "today");
  }
  if (isEmpty(where)) found.set("where", "empty");
  return found;
}

function isEmpty(where: Node): boolean {
  return (where.kind === "all" || where.kind === "any") && !where.of.length;
}

function leafy(node: Node): boolean {
  return !["all", "any", "not", "as_of"].includes(node.kind);
}

function starts(path: readonly unknown[], above: readonly unknown[]): boolean {
  return above.length < path.length && above.every((step, place) => path[place] === step);
}

/** Why rules cannot be asked yet: the first level that is not whole, by its place, and whether it is its name. */
export interface Unready {
  level: number;
  why: "name" | "twice" | "words" | "lines" | "label" | "condition";
}

export function unready(layering: Layering, rules: Rules): Unready | null {
  for (const [level, one] of rules.levels.entries()) {
    const why = lackOf(layering, one, rules);
    if (why) return { level, why };
  }
  return null;
}

function lackOf(layering: Layering, level: Level, rules: Rules): Unready["why"] | null {
  if (!NAME.test(level.name.trim()) || level.name.trim() === "none") return "name";
  const meant = rules.levels.flatMap((one) => [one.name.trim(), ...(one.part_of ? [`part of ${one.part_of}`] : [])]);
  if (meant.filter((one) => one === level.name.trim()).length > 1) return "twice";
  if (!level.chinese.trim() || !level.english.trim()) return "words";
  if (!level.silent && !level.lines.length) return "lines";
  if (level.lines.some((line) => !line.label.trim())) return "label";
  return level.lines.some((line) => faultsIn(layering, line.where).size) ? "condition" : null;
}

/** This will change one level. */
export function withLevel(rules: Rules, place: number, change: Partial<Level>): Rules {
  return { ...rules, levels: rules.levels.map((one, at) => (at === place ? { ...one, ...change } : one)) };
}

/** This will put a level above all others; its name is free. */
export function grown(rules: Rules): Rules {
  if (rules.levels.length >= MOST_LEVELS) return rules;
  const taken = new Set(rules.levels.map((one) => one.name));
  let number = rules.levels.length + 1;
  while (taken.has(`level_${number}`)) number += 1;
  const level: Level = {
    name: `level_${number}`,
    chinese: "",
    english: "",
    meaning: "",
    part_of: null,
    silent: false,
    lines: [],
  };
  return { ...rules, levels: [...rules.levels, level] };
}

/** This will move one of a list by so many places; past the ends it stays. */
export function shifted<T>(list: readonly T[], place: number, by: number): T[] {
  const next = [...list];
  const target = place + by;
  if (target < 0 || target >= next.length) return next;
  next.splice(target, 0, ...next.splice(place, 1));
  return next;
}

export function withLine(level: Level, place: number, change: Partial<Line>): Level {
  return { ...level, lines: level.lines.map((one, at) => (at === place ? { ...one, ...change } : one)) };
}

export function mayGrow(level: Level): boolean {
  return level.lines.length < MOST_LINES;
}

/** What a version changed beside the one before it: levels by their Chinese and English names. */
export interface Change {
  kind: "added" | "removed" | "changed" | "awake" | "order";
  level?: Pick<Level, "chinese" | "english">;
}

export function changesOf(before: Rules, after: Rules): Change[] {
  const [old, fresh] = [closed(before), closed(after)];
  const was = new Map(old.levels.map((one) => [one.name, one]));
  const is = new Map(fresh.levels.map((one) => [one.name, one]));
  const found: Change[] = [];
  for (const level of fresh.levels) {
    const known = was.get(level.name);
    if (!known) found.push({ kind: "added", level });
    else if (JSON.stringify(known) !== JSON.stringify(level)) found.push({ kind: "changed", level });
  }
  for (const level of old.levels) if (!is.has(level.name)) found.push({ kind: "removed", level });
  if (JSON.stringify(old.awake) !== JSON.stringify(fresh.awake)) found.push({ kind: "awake" });
  const stay = (levels: Level[], other: Map<string, Level>): string =>
    levels
      .filter((one) => other.has(one.name))
      .map((one) => one.name)
      .join(" ");
  if (stay(old.levels, is) !== stay(fresh.levels, was)) found.push({ kind: "order" });
  return found;
}

/** Where a refusal points: which level and line, out of `levels.3.lines.1.where.of.2`. */
export function pointed(path: unknown): { level?: number; line?: number; where?: string } {
  const found = /^levels\.(\d+)(?:\.lines\.(\d+)(?:\.(where.*))?)?/.exec(String(path ?? ""));
  if (!found) return {};
  const [, level, line, where] = found;
  return {
    level: Number(level),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(where === undefined ? {} : { where }),
  };
}
