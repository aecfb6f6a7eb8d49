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
  groupTags?: string[];
  staff?: string[];
  pick: NonNullable<Plan["pick"]>;
  senders?: string[];
}

/** This will write what is composed as a plan. */
export function planOf(fields: Fields): Plan {
  const groups = fields.kind === "groups";
  const named = !groups && fields.pick === "named";
  return {
    name: fields.name?.trim() || "–",
    kind: fields.kind,
    message: { text: fields.text ?? "", attachments: fields.attachments ?? [] },
    audience: audienceOf(fields),
    pick: groups ? "first_added" : fields.pick,
    senders: named ? (fields.senders ?? []) : [],
  };
}

function audienceOf({ kind, whom, segment, tags, groupTags, staff }: Fields): Plan["audience"] {
  const nobody = { contacts: [], groups: [], listed: 0, segment: "", tags: [], group_tags: [], staff: [] };
  if (whom === "everybody") return { ...nobody, everybody: true };
  const narrowed = { ...nobody, everybody: false, staff: staff ?? [] };
  if (kind === "groups") return { ...narrowed, group_tags: groupTags ?? [] };
  return { ...narrowed, segment: segment ?? "", tags: tags ?? [] };
}

/** This will tell whether a plan says to whom; only then is an estimate worth asking for. */
export function saysToWhom({ audience }: Plan): boolean {
  const { everybody, segment, tags, group_tags: groupTags, staff } = audience;
  return Boolean(everybody || segment || tags?.length || groupTags?.length || staff?.length);
}

/** This will give what an estimate hangs on: words and names change nobody's number. */
export function estimated(plan: Plan): Plan {
  return { ...plan, name: "–", message: { text: "–", attachments: [] } };
}
