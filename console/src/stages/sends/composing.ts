import type { Plan } from "./sends.api";

export type Enclosed = NonNullable<Plan["message"]["attachments"]>[number];

/** The composer's fields; what does not fit the kind is simply not sent. */
export interface Fields {
  account?: string;
  name?: string;
  kind: "customers" | "groups";
  text?: string;
  attachments?: Enclosed[];
  whom: "everybody" | "narrow";
  segment?: string;
  tags?: string[];
  staff?: string[];
  pick: NonNullable<Plan["pick"]>;
  senders?: string[];
}

/** This will write what is composed as a plan. */
export function planOf(fields: Fields): Plan {
  const groups = fields.kind === "groups";
  const narrow = fields.whom === "narrow";
  const named = !groups && fields.pick === "named";
  return {
    name: fields.name?.trim() || "–",
    kind: fields.kind,
    message: { text: fields.text ?? "", attachments: fields.attachments ?? [] },
    audience: {
      everybody: !narrow,
      segment: narrow && !groups ? (fields.segment ?? "") : "",
      tags: narrow && !groups ? (fields.tags ?? []) : [],
      staff: narrow ? (fields.staff ?? []) : [],
      contacts: [],
      groups: [],
      listed: 0,
    },
    pick: groups ? "first_added" : fields.pick,
    senders: named ? (fields.senders ?? []) : [],
  };
}

/** This will tell whether a plan says to whom; only then is an estimate worth asking for. */
export function saysToWhom({ audience }: Plan): boolean {
  return Boolean(
    audience.everybody || audience.segment || (audience.tags ?? []).length || (audience.staff ?? []).length,
  );
}

/** This will give what an estimate hangs on: words and names change nobody's number. */
export function estimated(plan: Plan): Plan {
  return { ...plan, name: "–", message: { text: "–", attachments: [] } };
}
