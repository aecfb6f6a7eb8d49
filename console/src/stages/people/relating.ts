import type { Moment } from "./people.api";

export type RelationKind = "staff" | "group" | "account";

/** A staff account, a group or an account of ours that a person is, or was, connected with. */
export interface Relation {
  kind: RelationKind;
  id: string;
  /** What a group is called, as far as its events say. */
  name: string;
  since: string;
  /** When it ended; nothing while it stands. */
  until: string | null;
  /** The event by which it ended. */
  ended: string;
  /** By which code it began, where one is known. */
  how: string;
  store: string;
}

interface Step {
  kind: RelationKind;
  id: string;
  ends: boolean;
}

type Reader = (properties: Record<string, unknown>) => Step[];

function one(kind: RelationKind, by: string, ends = false): Reader {
  return (properties) => [{ kind, id: text(properties[by]), ends }];
}

const READERS: Record<string, Reader> = {
  "Contact Added": one("staff", "staff_id"),
  "Contact Deleted Staff": one("staff", "staff_id", true),
  "Staff Deleted Contact": one("staff", "staff_id", true),
  "Contact Transferred": (properties) => [
    { kind: "staff", id: text(properties.from_staff_id), ends: true },
    { kind: "staff", id: text(properties.staff_id), ends: false },
  ],
  "Group Joined": one("group", "group_id"),
  "Group Left": one("group", "group_id", true),
  "Account Followed": one("account", "account_id"),
  "Account Unfollowed": one("account", "account_id", true),
  "Official Account Followed": one("account", "appid"),
  "Official Account Unfollowed": one("account", "appid", true),
};

/** This will read, from what happened, with whom a person is connected now and was before; who stands comes first. */
export function relationsOf(moments: Moment[]): Relation[] {
  const found = new Map<string, Relation>();
  for (const moment of moments.toSorted((a, b) => a.occurred_at.localeCompare(b.occurred_at)))
    for (const step of READERS[moment.name]?.(moment.properties) ?? []) {
      const key = `${step.kind}/${step.id}`;
      if (step.id) found.set(key, after(found.get(key), step, moment));
    }
  return [...found.values()].toSorted(
    (a, b) => Number(a.until !== null) - Number(b.until !== null) || b.since.localeCompare(a.since),
  );
}

function after(before: Relation | undefined, step: Step, moment: Moment): Relation {
  const { properties, occurred_at: at } = moment;
  const went = step.ends || before?.until === null;
  return {
    kind: step.kind,
    id: step.id,
    name: text(properties.group_name) || (before?.name ?? ""),
    since: went ? (before?.since ?? at) : at,
    until: step.ends ? at : null,
    ended: step.ends ? moment.name : "",
    how: step.ends ? "" : text(properties.code_name) || (before?.how ?? ""),
    store: text(properties.store_id) || (before?.store ?? ""),
  };
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
