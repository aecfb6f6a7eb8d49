import type {
  DateTest,
  EventFilter,
  Leaf,
  Node,
  NumberTest,
  OrdersFilter,
  PropertyTest,
  Step,
  Test,
  Window,
} from "./nodes";
import { MOST_DEEP } from "./nodes";
import { deep, isGroup, isLeaf, type Path, walked, written } from "./tree";

/** What is still missing before a definition can be asked. */
export type Lack =
  | "events"
  | "property"
  | "name"
  | "tag"
  | "value"
  | "choice"
  | "segment"
  | "salt"
  | "order"
  | "steps"
  | "empty"
  | "deep";

export interface Problem {
  path: string;
  lack: Lack;
}

/** This will tell what is missing, by the path of each node; a definition without problems may be counted. */
export function problems(root: Node): Problem[] {
  const found = walked(root).flatMap(([path, node]) => {
    const lack = lacking(node, path);
    return lack ? [{ path: written(path), lack }] : [];
  });
  return deep(root) > MOST_DEEP ? [...found, { path: "where", lack: "deep" }] : found;
}

function lacking(node: Node, path: Path): Lack | undefined {
  if (isGroup(node)) return node.of.length || !path.length ? undefined : "empty";
  if (node.kind === "as_of" && !node.ago && !node.on) return "value";
  return isLeaf(node) ? ofLeaf(node) : undefined;
}

/** What each kind may lack; the others need something chosen. */
const LACKS: { [K in Leaf["kind"]]?: (node: Extract<Leaf, { kind: K }>) => Lack | undefined } = {
  trait: (node) => (node.name.trim() ? ofTest(node.test) : "name"),
  tag: (node) => (node.tag.trim() ? ofWindow(node.within) : "tag"),
  segment: (node) => (node.name ? undefined : "segment"),
  bucket: (node) => {
    if (!node.salt.trim()) return "salt";
    return (node.from ?? 0) < node.to ? undefined : "order";
  },
  orders: (node) => ofOrders(node) ?? (node.test && ofTest(node.test)),
  order_date: (node) => ofOrders(node) ?? ofTest(node.test),
  did: (node) => {
    if (node.property !== undefined && !node.property.trim()) return "property";
    return ofEvents(node) ?? ofWindow(node.within) ?? (node.test && ofTest(node.test));
  },
  did_date: (node) => ofEvents(node) ?? ofWindow(node.within) ?? ofTest(node.test),
  sequence: (node) => ofSequence(node.steps, node.without) ?? ofWindow(node.within),
  intimacy: (node) => ofTest(node.test),
  relation: (node) => ofTie(node, node.standing, node.staff, node.corps, node.ways),
  customer_group: (node) => ofTie(node, node.standing, node.groups, node.corps),
};

function ofLeaf(node: Leaf): Lack | undefined {
  const lack = LACKS[node.kind] as ((node: Leaf) => Lack | undefined) | undefined;
  if (lack) return lack(node);
  return chosen(node) ? undefined : "choice";
}

function chosen(node: Leaf): boolean {
  if ("stages" in node) return node.stages.length > 0;
  if ("tiers" in node) return node.tiers.length > 0;
  return node.kind !== "first_channel" || node.channels.length > 0;
}

function ofSequence(steps: Step[], without: Step | undefined): Lack | undefined {
  if (!steps.length || (steps.length === 1 && !without)) return "steps";
  return [...steps, ...(without ? [without] : [])].map(ofEvents).find(Boolean);
}

function ofEvents(filter: EventFilter): Lack | undefined {
  // an empty list is a choice that was begun; no list at all means any event
  if (filter.events && !filter.events.length && !filter.roles?.length && !filter.calls?.length) return "events";
  if (none(filter.channels) || none(filter.weekdays)) return "choice";
  return (filter.where ?? []).map(ofProperty).find(Boolean);
}

function ofOrders(filter: OrdersFilter): Lack | undefined {
  const { channels, stores, skus, products, item_name: item } = filter;
  return [channels, stores, skus, products].some(none) || item === "" ? "choice" : ofWindow(filter.within);
}

function ofTie(tie: { within?: Window; test?: NumberTest }, ...chosen: (readonly unknown[] | undefined)[]) {
  return chosen.some(none) ? "choice" : (ofWindow(tie.within) ?? (tie.test && ofTest(tie.test)));
}

function none(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && !list.length;
}

function ofProperty(one: PropertyTest): Lack | undefined {
  return one.property.trim() ? ofTest(one.test) : "property";
}

function ofWindow(given: Window | undefined): Lack | undefined {
  if (!given || "last" in given) return undefined;
  if (!given.from && !given.to) return "value";
  return given.from && given.to && given.from >= given.to ? "order" : undefined;
}

function ofTest(test: Test): Lack | undefined {
  switch (test.type) {
    case "number":
    case "date":
      return ordered(test);
    case "text":
    case "array":
      return test.value.length ? undefined : "value";
    default:
      return undefined;
  }
}

function ordered(test: NumberTest | DateTest): Lack | undefined {
  if (!Array.isArray(test.value)) return test.value === "" || test.value === null ? "value" : undefined;
  const [low, high] = test.value;
  if (low === "" || high === "") return "value";
  const strict = test.type === "date";
  return low < high || (!strict && low === high) ? undefined : "order";
}
