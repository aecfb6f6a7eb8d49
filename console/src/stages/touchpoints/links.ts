import type { Clicks, Entry, Environment, LinkPlan, Listed, MiniProgramPage, Variant } from "./links.api";

const ACQUISITION = /^https?:\/\/work\.weixin\.qq\.com\/ca\//i;

/** Whether an address adds a staff member of WeCom and says who came by it. */
export function isAcquisition(url: string | undefined): boolean {
  return ACQUISITION.test(url ?? "");
}

/** In the order in which a link is told what it is opened in; `phone` and `desktop` are browsers. */
export const ENVIRONMENTS: readonly Environment[] = [
  "wechat",
  "wecom",
  "douyin",
  "xiaohongshu",
  "kuaishou",
  "weibo",
  "bilibili",
  "alipay",
  "taobao",
  "jd",
  "qq",
  "phone",
  "desktop",
];

export type Standing = "open" | "paused" | "expired";

export function standingOf(link: Pick<Listed, "paused" | "expires_at">, now: Date): Standing {
  if (link.paused) return "paused";
  return link.expires_at !== null && new Date(link.expires_at) <= now ? "expired" : "open";
}

/** Where somebody is led in an environment, by the rules of the server: its own address, a phone's, the usual one. */
export function leadsTo(variant: Variant, environment: Environment): string {
  const others = variant.by_environment ?? {};
  return others[environment] ?? (environment === "desktop" ? undefined : others.phone) ?? variant.url;
}

/** By what somebody is led into a variant's mini-program in an environment, if they are. */
export function entryIn(variant: Variant, environment: Environment): Entry["kind"] | null {
  const page = variant.mini_program;
  if (!page || environment === "desktop" || variant.by_environment?.[environment]) return null;
  return page.by_scheme && environment !== "wechat" && environment !== "wecom" ? "scheme" : "link";
}

/** A page of a mini-program as one line: its connector, its path, its query. */
export function pageLine(page: MiniProgramPage): string {
  return `${page.account}/${(page.path ?? "").replace(/^\//, "")}${page.query ? `?${page.query}` : ""}`;
}

/** What opens a link, gathered by where it leads, in the order of the list; `targetOf` says where as people read it. */
export function byTarget(targetOf: (environment: Environment) => string): [string, Environment[]][] {
  const led = new Map<string, Environment[]>();
  for (const environment of ENVIRONMENTS) {
    const target = targetOf(environment);
    led.set(target, [...(led.get(target) ?? []), environment]);
  }
  return [...led];
}

const WORST: readonly Entry["health"][] = ["missing", "failing", "waiting"];

/** The entry of a link to look at first, unless all are well. */
export function unwell(entries: readonly Entry[]): Entry | undefined {
  for (const health of WORST) {
    const found = entries.find((one) => one.health === health);
    if (found) return found;
  }
  return undefined;
}

/** The platform's number at the end of why something failed. */
export function codeOf(problem: string): number | undefined {
  const found = /\((-?\d+)\)$/.exec(problem);
  return found ? Number(found[1]) : undefined;
}

export interface Row {
  environment: Environment;
  sent: number;
  visitors: number;
  turned_away: number;
  robots: number;
}

/** Who clicked a link in the last days, as a segment says it: clicks of people are events. */
export function clicked(code: string, days: number) {
  const ofLink = { property: "link_id", test: { type: "text", op: "is", value: code } } as const;
  return { kind: "did", events: ["Link Clicked"], where: [ofLink], within: { last: `${days}d` } } as const;
}

/** Clicks added up by what the link was opened in, the most first. Visitors of two days are counted on each. */
export function byEnvironment(clicks: Clicks[]): Row[] {
  const rows = new Map<Environment, Row>();
  for (const one of clicks) {
    const row = rows.get(one.environment) ?? {
      environment: one.environment,
      sent: 0,
      visitors: 0,
      turned_away: 0,
      robots: 0,
    };
    row.sent += one.sent;
    row.visitors += one.visitors;
    row.turned_away += one.turned_away;
    row.robots += one.robots;
    rows.set(one.environment, row);
  }
  return [...rows.values()].sort((a, b) => b.sent - a.sent);
}

/** Clicks of people of each of the last days, the oldest first; a day without any is a zero. */
export function byDay(clicks: Clicks[], days: string[]): number[] {
  const sums = new Map<string, number>();
  for (const one of clicks) sums.set(one.day, (sums.get(one.day) ?? 0) + one.sent);
  return days.map((day) => sums.get(day) ?? 0);
}

export interface VariantFields {
  url: string;
  weight: number;
  name?: string;
  others?: { environment: Environment; url: string }[];
  /** The live code as which whoever comes by an acquisition link is greeted. */
  greets?: string;
  /** Whether phones are led to a page of the web or into a mini-program. */
  to: "web" | "mini";
  mini_program?: Partial<MiniProgramPage>;
}

/** What the form holds; a date picker's moment comes as one that writes itself as ISO. */
export interface LinkFields extends Partial<Omit<LinkPlan, "name" | "variants" | "expires_at">> {
  name: string;
  variants: VariantFields[];
  expires_at?: { toISOString: () => string } | null;
}

/** What the form says, as the server takes it. */
export function planOf(fields: LinkFields): LinkPlan {
  const variants = fields.variants.map(({ others, name, to, mini_program, greets, ...one }) => ({
    ...one,
    greets: isAcquisition(one.url) ? (greets ?? "") : "",
    mini_program: to === "mini" && mini_program ? pageOf(mini_program) : null,
    name: name ?? "",
    by_environment: Object.fromEntries((others ?? []).map(({ environment, url }) => [environment, url])),
  }));
  return {
    name: fields.name,
    note: fields.note ?? "",
    channel: fields.channel ?? "",
    campaign: fields.campaign ?? "",
    paused: fields.paused ?? false,
    marks: fields.marks ?? true,
    variants,
    code: fields.code || null,
    password: fields.password || null,
    most_clicks: fields.most_clicks ?? null,
    expires_at: fields.expires_at?.toISOString() ?? null,
  };
}

/** A page as the form says it; what somebody pasted behind its ? is its query. */
function pageOf({ account, path, query, by_scheme }: Partial<MiniProgramPage>): MiniProgramPage {
  const [place = "", pasted = ""] = (path ?? "").trim().split("?", 2);
  const said = [pasted, (query ?? "").trim().replace(/^\?/, "")].filter(Boolean).join("&");
  return { account: account ?? "", path: place, query: said, by_scheme: by_scheme ?? false };
}

/** A link's variants as the form shows them. */
export function fieldsOf(variants: Variant[]): VariantFields[] {
  return variants.map((one) => ({
    url: one.url,
    weight: one.weight,
    name: one.name,
    greets: one.greets || undefined,
    to: one.mini_program ? "mini" : "web",
    mini_program: one.mini_program ?? undefined,
    others: Object.entries(one.by_environment ?? {}).map(([environment, url]) => ({
      environment: environment as Environment,
      url,
    })),
  }));
}
