import type { Shapes } from "@/api/client";

/** The segment language as the editor holds it: as it is written by hand, without the server's nulls and defaults. */
export type Duration = string;
export type Window = { last: Duration; until?: Duration } | { from?: string; to?: string };

export type NumberTest =
  | { type: "number"; op: "=" | ">" | ">=" | "<" | "<="; value: number }
  | { type: "number"; op: "between"; value: [number, number] };
export type DateTest =
  | { type: "date"; op: "before" | "since"; value: string }
  | { type: "date"; op: "between"; value: [string, string] }
  | { type: "date"; op: "within_last" | "longer_ago" | "within_next"; value: Duration }
  | { type: "date"; op: "age"; unit: AgeUnit; value: [number, number] };
export type TextTest =
  | { type: "text"; op: "is" | "contains" | "starts_with" | "ends_with"; value: string }
  | { type: "text"; op: "one_of"; value: string[] };
export type ListTest =
  | { type: "array"; op: "has"; value: string }
  | { type: "array"; op: "has_any" | "has_all"; value: string[] };
export type TruthTest = { type: "boolean"; op?: "is"; value: boolean };
export type AnyTest = { type: "any"; op?: "exists" };
export type Test = TextTest | NumberTest | DateTest | ListTest | TruthTest | AnyTest;

export type AgeUnit = "days" | "weeks" | "months" | "years";
export type Role = "A" | "I1" | "I2" | "P" | "L";
export type Call = "track" | "page" | "screen";
export type OrderMeasure = "count" | "days" | "span_days" | "net_fen" | "average_net_fen";
export type RelationStanding = "half" | "friend" | "deleted_by_customer" | "deleted_by_staff" | "transferred";
export type GroupStanding = "in" | "left";
export type DidMeasure = "count" | "days" | "span_days" | "sum" | "average" | "min" | "max";

export interface OrdersFilter {
  state?: "bought" | "any";
  within?: Window;
  channels?: string[];
  online?: boolean;
  stores?: string[];
  skus?: string[];
  products?: string[];
  item_name?: string;
}

export interface PropertyTest {
  property: string;
  test: Test;
}

export interface EventFilter {
  events?: string[];
  roles?: Role[];
  calls?: Call[];
  channels?: string[];
  where?: PropertyTest[];
  at?: { from: string; to: string };
  weekdays?: number[];
}

export interface Step extends EventFilter {
  within?: Duration;
}

export type All = { kind: "all"; of: Node[] };
export type Some = { kind: "any"; of: Node[] };
export type Not = { kind: "not"; of: Node };
export type AsOf = { kind: "as_of"; ago?: Duration; on?: string; of: Node };
export type Group = All | Some;

export type TraitIs = { kind: "trait"; name: string; test: Test };
export type Tagged = { kind: "tag"; tag: string; within?: Window };
export type Consented = { kind: "consent"; purpose: string; channel?: string };
export type Reachable = { kind: "reachable"; channel?: string };
export type Known = { kind: "known" };
export type OrdersCounted = { kind: "orders"; measure?: OrderMeasure; test?: NumberTest } & OrdersFilter;
export type OrdersAt = { kind: "order_date"; measure: "first" | "last"; test: DateTest } & OrdersFilter;
export type Did = {
  kind: "did";
  within?: Window;
  measure?: DidMeasure;
  property?: string;
  test?: NumberTest;
} & EventFilter;
export type DidAt = { kind: "did_date"; within?: Window; measure: "first" | "last"; test: DateTest } & EventFilter;
export type Sequence = { kind: "sequence"; steps: Step[]; without?: Step; within?: Window };
export type FirstChannel = { kind: "first_channel"; channels: string[] };
export type Related = {
  kind: "relation";
  standing?: RelationStanding[];
  staff?: string[];
  corps?: string[];
  ways?: string[];
  within?: Window;
  test?: NumberTest;
};
export type Grouped = {
  kind: "customer_group";
  standing?: GroupStanding[];
  groups?: string[];
  corps?: string[];
  within?: Window;
  test?: NumberTest;
};
export type Close = { kind: "intimacy"; test: NumberTest };
export type Trusting = { kind: "trust"; stages: string[] };
export type Bucket = { kind: "bucket"; salt: string; from?: number; to: number };
export type Frozen = { kind: "snapshot"; number: number; label?: string };
export type Used = { kind: "segment"; name: string };
export type InAipl = { kind: "aipl"; stages: string[]; count?: "platform" | "active" };
export type InTier = { kind: "tier"; tiers: string[] };
export type InLifeCycle = { kind: "life_cycle"; stages: string[] };

export type Leaf =
  | TraitIs
  | Tagged
  | Consented
  | Reachable
  | Known
  | OrdersCounted
  | OrdersAt
  | Did
  | DidAt
  | Sequence
  | FirstChannel
  | Related
  | Grouped
  | Close
  | Trusting
  | Bucket
  | Frozen
  | Used
  | InAipl
  | InTier
  | InLifeCycle;
export type Node = Group | Not | AsOf | Leaf;
export type Kind = Node["kind"];

export interface Definition {
  version: 1;
  where: Node;
}

/** As the API has it; a kind that the server gains and the editor does not know fails to compile here. */
export type Sent = Shapes["Definition-Input"];
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
export const COMPLETE: Same<Kind, Sent["where"]["kind"]> = true;

export const MOST_DEEP = 8;
export const MOST_STEPS = 8;
