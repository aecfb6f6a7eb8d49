import { useQuery } from "@tanstack/react-query";
import { api, given, type Shapes } from "@/api/client";
import { useMay, useMe } from "@/api/session";

export type NewsKind = "reviews" | "quarantine" | "import" | "doctor" | "code";

/** One thing that somebody should know; it stays as long as the server says so. */
export interface News {
  key: string;
  kind: NewsKind;
  tone: "look" | "bad" | "good";
  /** An import that only tried its file. */
  trial?: boolean;
  /** What is wrong with a live code. */
  alarm?: Alarm;
  count: number;
  name: string;
  to: string;
  search?: Record<string, string>;
  at: string | null;
}

export interface Told {
  reviews: number | undefined;
  quarantined: number | undefined;
  imports: Pick<Shapes["ImportOut"], "id" | "file" | "state" | "finished_at" | "refused" | "created_by">[] | undefined;
  findings: Shapes["FindingOut"][] | undefined;
  codes: Pick<Shapes["ListedCodeOut"], "slug" | "plan" | "standing">[] | undefined;
}

const EVERY = 60_000;
const DAY = 86_400_000;
/** These stand for others here: the quarantine has its own line. */
const ELSEWHERE = new Set(["quarantine"]);
type Alarm = Shapes["CodeStandingOut"]["alarms"][number];
/** What somebody has to do something about; the first of a code's that is here is told. */
const ALARMS: Alarm[] = ["nobody", "expired", "codes_full", "declined", "unreachable", "away", "expiring", "low"];
const BAD = new Set<Alarm>(["nobody", "expired", "codes_full", "declined"]);

/** This will say what is worth a look, the worst first; imports only one's own, and only of the last day. */
export function newsOf(told: Told, me: string, now: number): News[] {
  const imports = told.imports ?? [];
  return [
    ...(told.findings ?? []).filter((one) => one.state !== "well" && !ELSEWHERE.has(one.name)).map(ill),
    ...(told.codes ?? []).filter((one) => !one.plan.paused).flatMap(alarmed),
    ...imports.filter((one) => recent(one, me, now) && !gone(one, imports)).map(ended),
    ...(told.reviews ? [waiting("reviews", told.reviews, "/reviews")] : []),
    ...(told.quarantined ? [waiting("quarantine", told.quarantined, "/quarantine")] : []),
  ];
}

function ill({ name, state }: Shapes["FindingOut"]): News {
  const tone = state === "broken" ? "bad" : "look";
  return { key: `doctor/${name}/${state}`, kind: "doctor", tone, count: 1, name, to: "/settings/health", at: null };
}

function alarmed({ slug, plan, standing }: NonNullable<Told["codes"]>[number]): News[] {
  const alarm = ALARMS.find((one) => standing.alarms.includes(one));
  if (!alarm) return [];
  const about = { kind: "code", count: 1, name: plan.name, alarm, to: "/codes", search: { code: slug } } as const;
  return [{ ...about, key: `code/${slug}/${alarm}`, tone: BAD.has(alarm) ? "bad" : "look", at: standing.alarmed_at }];
}

type Ended = NonNullable<Told["imports"]>[number];

function recent(one: Ended, me: string, now: number): boolean {
  const at = one.finished_at && new Date(one.finished_at).getTime();
  return Boolean(at) && one.created_by === me && now - Number(at) < DAY;
}

/** A trial is old news once the file was tried again, or imported. */
function gone(one: Ended, imports: Ended[]): boolean {
  return one.state === "dry_run" && imports.some((other) => other.file === one.file && other.id > one.id);
}

function ended(one: Ended): News {
  return {
    key: `import/${one.id}/${one.state}`,
    kind: "import",
    tone: one.state === "failed" ? "bad" : one.refused || one.state === "dry_run" ? "look" : "good",
    count: one.refused,
    name: one.file,
    trial: one.state === "dry_run",
    to: `/imports/${one.id}`,
    at: one.finished_at,
  };
}

function waiting(kind: NewsKind, count: number, to: string): News {
  // more of the same is news again
  return { key: `${kind}/${count}`, kind, tone: "look", count, name: "", to, at: null };
}

export function useNews(): News[] {
  const may = useMay();
  const me = useMe();
  const options = { refetchInterval: EVERY, staleTime: EVERY / 2 };
  const reviews = useQuery({
    ...options,
    queryKey: ["reviews", "waiting"],
    queryFn: () => given(api.GET("/api/identity/reviews", { params: { query: { limit: 50 } } })),
    enabled: may("people.read") && me.everything,
  });
  const events = useQuery({
    ...options,
    queryKey: ["events", "count"],
    queryFn: () => given(api.GET("/api/events/count")),
    enabled: may("events.read"),
  });
  const imports = useQuery({
    ...options,
    queryKey: ["imports", "newest"],
    queryFn: () => given(api.GET("/api/imports", { params: { query: { limit: 50 } } })),
    enabled: may("imports.run"),
  });
  const doctor = useQuery({
    ...options,
    queryKey: ["doctor"],
    queryFn: () => given(api.GET("/api/system/doctor")),
    enabled: may("system.read"),
  });
  const codes = useQuery({
    ...options,
    queryKey: ["codes", "news"],
    queryFn: () => given(api.GET("/api/codes", { params: { query: { limit: 100 } } })),
    enabled: may("reports.read"),
  });
  const told = {
    reviews: reviews.data?.length,
    quarantined: events.data?.quarantined,
    imports: imports.data,
    findings: doctor.data,
    codes: codes.data?.codes,
  };
  return newsOf(told, me.actor, Date.now());
}
