import type { Counts, Enclosed, Plan } from "./moments.api";

/** The composer's fields; what does not fit what was chosen is simply not sent. */
export interface Fields {
  account?: string;
  name?: string;
  text?: string;
  brings: "nothing" | "pictures" | "video" | "link";
  pictures?: Enclosed[];
  video?: Enclosed;
  link?: { title?: string; url?: string; picture?: Enclosed };
  who: "everybody" | "staff" | "units";
  staff?: string[];
  units?: string[];
  tags?: string[];
}

export const CHARACTERS = 2_000;
export const BYTES = 4_000;
export const PICTURES = 9;

/** This will write what is composed as a plan. */
export function planOf(fields: Fields): Plan {
  return {
    name: fields.name?.trim() || "–",
    text: fields.text ?? "",
    attachments: attachmentsOf(fields),
    everybody: fields.who === "everybody",
    staff: fields.who === "staff" ? (fields.staff ?? []) : [],
    units: fields.who === "units" ? (fields.units ?? []) : [],
    tags: fields.tags ?? [],
  };
}

/** This will list what a moment brings: nine pictures, or one film, or one page with its picture. */
export function attachmentsOf(fields: Fields): Enclosed[] {
  if (fields.brings === "pictures") return fields.pictures ?? [];
  if (fields.brings === "video") return fields.video ? [fields.video] : [];
  if (fields.brings !== "link") return [];
  const { title = "", url = "", picture } = fields.link ?? {};
  return [{ kind: "link", media: picture?.media ?? null, title, url }];
}

/** This will tell whether a plan says who publishes; only then is an estimate worth asking for. */
export function saysWho(plan: Plan): boolean {
  return Boolean(plan.everybody || plan.staff?.length || plan.units?.length);
}

/** This will give what an estimate hangs on: words and pictures change nobody's number. */
export function estimated(plan: Plan): Plan {
  return { ...plan, name: "–", text: "", attachments: [] };
}

/** This will measure words as WeCom does: in characters, and in bytes of UTF-8. */
export function sizeOf(text: string): { characters: number; bytes: number } {
  return { characters: [...text].length, bytes: new TextEncoder().encode(text).length };
}

export interface Step {
  key: "asked" | "published" | "shown" | "engaged";
  figure: number;
  /** Of what stands before it among its own kind: staff of staff, customers of customers. */
  share: number;
  of: number;
}

/** This will give the way from staff to customers: two funnels in one, for staff are never counted as customers. */
export function stepsOf(counts: Counts): Step[] {
  const step = (key: Step["key"], figure: number, of: number): Step => ({
    key,
    figure,
    of,
    share: of ? Math.min(1, figure / of) : 0,
  });
  return [
    step("asked", counts.asked, counts.staff),
    step("published", counts.published, counts.asked),
    step("shown", counts.shown, counts.chosen),
    step("engaged", counts.engaged, counts.shown),
  ];
}
