import type { Group, Leaf, Node } from "./nodes";

/** The way from the root to a node: `2` is the third of a group, `of` what a not or an as_of holds. */
export type Path = readonly (number | "of")[];

export const ROOT: Path = [];

/** This will write a path as the server writes it in verdicts and refusals: `where.of.2.of`. */
export function written(path: Path): string {
  return ["where", ...path.map((step) => (step === "of" ? "of" : `of.${step}`))].join(".");
}

export function isGroup(node: Node): node is Group {
  return node.kind === "all" || node.kind === "any";
}

export function isLeaf(node: Node): node is Leaf {
  return !isGroup(node) && node.kind !== "not" && node.kind !== "as_of";
}

export function at(root: Node, path: Path): Node | undefined {
  return path.reduce<Node | undefined>((node, step) => (node === undefined ? undefined : child(node, step)), root);
}

function child(node: Node, step: number | "of"): Node | undefined {
  if (step === "of") return node.kind === "not" || node.kind === "as_of" ? node.of : undefined;
  return isGroup(node) ? node.of[step] : undefined;
}

/** This will change the node at a path; nothing there: nothing happens. */
export function replaced(root: Node, path: Path, change: (node: Node) => Node): Node {
  const [step, ...rest] = path;
  if (step === undefined) return change(root);
  if (step === "of")
    return root.kind === "not" || root.kind === "as_of" ? { ...root, of: replaced(root.of, rest, change) } : root;
  if (!isGroup(root)) return root;
  return { ...root, of: root.of.map((one, place) => (place === step ? replaced(one, rest, change) : one)) };
}

/**
 * This will take a node away. A not or an as_of without anything in it goes too, a group that becomes empty stays: it
 * is where the next condition will be said.
 */
export function removed(root: Node, path: Path): Node {
  const step = path.at(-1);
  const above = path.slice(0, -1);
  if (step === undefined) return EMPTY;
  if (step === "of") return removed(root, above);
  return replaced(root, above, (group) =>
    isGroup(group) ? { ...group, of: group.of.filter((_, place) => place !== step) } : group,
  );
}

export const EMPTY: Node = { kind: "all", of: [] };

export function added(root: Node, path: Path, node: Node): Node {
  return replaced(root, path, (group) => (isGroup(group) ? { ...group, of: [...group.of, node] } : group));
}

export function doubled(root: Node, path: Path): Node {
  const step = path.at(-1);
  if (typeof step !== "number") return root;
  return replaced(root, path.slice(0, -1), (group) =>
    isGroup(group) ? { ...group, of: group.of.flatMap((one, place) => (place === step ? [one, one] : [one])) } : group,
  );
}

/** This will move one of a group up or down by one place. */
export function moved(root: Node, path: Path, by: -1 | 1): Node {
  const step = path.at(-1);
  if (typeof step !== "number") return root;
  return replaced(root, path.slice(0, -1), (group) => {
    if (!isGroup(group)) return group;
    const of = [...group.of];
    const [mine, other] = [of[step], of[step + by]];
    if (!mine || !other) return group;
    of[step] = other;
    of[step + by] = mine;
    return { ...group, of };
  });
}

/** This will say the opposite: a second not takes the first away. */
export function negated(node: Node): Node {
  return node.kind === "not" ? node.of : { kind: "not", of: node };
}

/** What a line shows: whether it is turned around, what is turned, and where that lies. */
export function peeled(node: Node, path: Path): { not: boolean; inner: Node; inside: Path } {
  return node.kind === "not" && node.of.kind !== "not"
    ? { not: true, inner: node.of, inside: [...path, "of"] }
    : { not: false, inner: node, inside: path };
}

/** The root as the editor shows it: always a group, so that a condition can be added beside the only one. */
export function rooted(node: Node): Group {
  return isGroup(node) ? node : { kind: "all", of: [node] };
}

/** The opposite of `rooted`: a group of one says no more than the one in it. */
export function lean(node: Node): Node {
  if (!isGroup(node) || node.of.length !== 1) return node;
  return node.of[0] ?? node;
}

/** Every node with its path, from the top. */
export function walked(node: Node, path: Path = ROOT): [Path, Node][] {
  const below: [Path, Node][] = isGroup(node)
    ? node.of.flatMap((one, place) => walked(one, [...path, place]))
    : node.kind === "not" || node.kind === "as_of"
      ? walked(node.of, [...path, "of"])
      : [];
  return [[path, node], ...below];
}

export function deep(node: Node): number {
  return Math.max(...walked(node).map(([path]) => path.length)) + 1;
}
