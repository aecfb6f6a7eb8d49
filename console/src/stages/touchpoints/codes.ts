import type { CodePlan, ListedCode, Placed } from "./codes.api";

export type Shift = NonNullable<Placed["shifts"]>[number];

/** Hours as the form has them, of a shift or of a day of its own; it does not let half of them pass. */
export interface HoursFields {
  starts?: string;
  ends?: string;
}

/** What the form holds of a staff member: without shifts always there, a shift without weekdays every day. */
export interface StaffFields {
  staff_id: string;
  weight?: number;
  daily_cap?: number | null;
  backup?: boolean;
  shifts?: (HoursFields & { weekdays?: number[] })[];
}

export interface CodeFields {
  name: string;
  account?: string;
  slug?: string;
  mode: CodePlan["mode"];
  staff: StaffFields[];
  holidays?: { on: { format: (pattern: string) => string }; hours?: HoursFields[] }[];
  welcome?: string;
  attachments?: NonNullable<NonNullable<CodePlan["welcome"]>["attachments"]>;
  tags?: string[];
  remark?: string;
  source?: string;
  stage?: string;
  channel?: string;
  campaign?: string;
  note?: string;
  skip_verify?: boolean;
  paused?: boolean;
  exclusive?: boolean;
  expires_at?: { toISOString: () => string } | null;
}

export const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** What the form says, as the server takes it. */
export function planOf(fields: CodeFields): CodePlan {
  return {
    name: fields.name,
    mode: fields.mode,
    staff: fields.staff.map(placedOf),
    special_days: (fields.holidays ?? []).map(({ on, hours }) => ({
      on: on.format("YYYY-MM-DD"),
      hours: (hours ?? []).map(hoursOf),
    })),
    welcome: { words: fields.welcome ?? "", attachments: fields.attachments ?? [] },
    tags: fields.tags ?? [],
    remark: fields.remark ?? "",
    source: fields.source ?? "",
    stage: fields.stage ?? "",
    channel: fields.channel ?? "",
    campaign: fields.campaign ?? "",
    note: fields.note ?? "",
    skip_verify: fields.skip_verify ?? true,
    paused: fields.paused ?? false,
    expires_at: fields.expires_at?.toISOString() ?? null,
  };
}

function placedOf({ staff_id, weight, daily_cap, backup, shifts }: StaffFields): CodePlan["staff"][number] {
  return {
    staff_id,
    weight: weight ?? 1,
    daily_cap: daily_cap ?? null,
    backup: backup ?? false,
    shifts: (shifts ?? []).map((one) => ({ ...hoursOf(one), weekdays: one.weekdays?.length ? one.weekdays : WEEK })),
  };
}

/** A day's beginning to its end, which is the next one's, is the whole day. */
function hoursOf({ starts, ends }: HoursFields) {
  return { starts: starts ?? "00:00", ends: ends ?? "00:00" };
}

/** A code's staff as the form shows them. */
export function staffFieldsOf(staff: Placed[]): StaffFields[] {
  return staff.map(({ staff_id, weight, daily_cap, backup, shifts }) => ({
    staff_id,
    weight,
    daily_cap,
    backup,
    shifts: shifts ?? [],
  }));
}

/** "周一至周五 09:00–18:00" as its parts: days that follow one another become a stretch. */
export function stretches(weekdays: number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const one of [...weekdays].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && last[1] === one - 1) last[1] = one;
    else found.push([one, one]);
  }
  return found;
}

/** The next 23:00 in Beijing: "who is shown tonight". */
export function tonight(now: Date): string {
  const beijing = new Date(now.getTime() + 8 * 3_600_000);
  const at = Date.UTC(beijing.getUTCFullYear(), beijing.getUTCMonth(), beijing.getUTCDate(), 15);
  return new Date(at > now.getTime() ? at : at + 86_400_000).toISOString();
}

const BAD = new Set(["nobody", "codes_full", "declined", "unreachable", "expired"]);

/** Whether somebody must act, or whoever scans finds nobody who can come. */
export function isBad(alarm: string): boolean {
  return BAD.has(alarm);
}

/** How many somebody may still add today, under their cap. */
export function leftToday(cap: number | null | undefined, today: number): number | null {
  return cap === null || cap === undefined ? null : Math.max(0, cap - today);
}

/** The worst of what is wrong with a code decides its color. */
export function toneOf(code: Pick<ListedCode, "plan" | "standing">): "good" | "look" | "bad" | "quiet" {
  if (code.plan.paused) return "quiet";
  if (code.standing.alarms.some(isBad)) return "bad";
  return code.standing.alarms.length > 0 ? "look" : "good";
}

/** How many bytes of the platform's four thousand a welcome has: a Chinese character has three. */
export function bytesOf(words: string): number {
  return new TextEncoder().encode(words).length;
}
