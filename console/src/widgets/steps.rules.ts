import type { Shapes } from "@/api/client";
import type { Permission } from "@/api/session";

/** What the server says about the setup; what was not answered yet is not there. */
export interface Facts {
  sources: number | undefined;
  newestEvent: string | null | undefined;
  imported: number | undefined;
  units: number | undefined;
  reachable: number | undefined;
  segments: number | undefined;
  staff: number | undefined;
  ill: number | undefined;
  /** How far WeCom is; nothing for whoever may not ask, or while it is asked. */
  wecom: WeComStep[] | undefined;
}

export type WeComStep = Shapes["SetupStepOut"];

export type WeComName = WeComStep["step"];
export type StepName =
  | "source"
  | "events"
  | "units"
  | "import"
  | "reach"
  | "segment"
  | "staff"
  | "doctor"
  | `wecom_${WeComName}`;

export interface Step {
  name: StepName;
  /** Nothing while it is being asked. */
  done: boolean | undefined;
  /** The screen that does it. */
  to: string;
  /** What was found, where a step tells more than whether it is done. */
  found?: WeComStep;
}

export interface Progress {
  steps: Step[];
  done: number;
  /** Whether every step was answered. */
  known: boolean;
  /** The first that is not done. */
  next: Step | undefined;
}

const DAY = 86_400_000;

interface Rule {
  name: StepName;
  to: string;
  needs: Permission;
  done: (facts: Facts, now: number) => boolean | undefined;
  found?: (facts: Facts) => WeComStep | undefined;
}

function some(count: number | undefined, least = 1): boolean | undefined {
  return count === undefined ? undefined : count >= least;
}

function wecom(step: WeComName, to: string, needs: Permission): Rule {
  const found = (facts: Facts) => facts.wecom?.find((one) => one.step === step);
  return { name: `wecom_${step}`, to, needs, done: (facts) => found(facts)?.done, found };
}

/** In the order in which a brand is set up: each needs the one before it. */
const RULES: Rule[] = [
  { name: "source", to: "/sources", needs: "events.read", done: (facts) => some(facts.sources) },
  {
    name: "events",
    to: "/live",
    needs: "reports.read",
    done: ({ newestEvent }, now) =>
      newestEvent === undefined ? undefined : newestEvent !== null && now - new Date(newestEvent).getTime() < DAY,
  },
  { name: "units", to: "/settings/units", needs: "staff.manage", done: (facts) => some(facts.units, 2) },
  { name: "import", to: "/imports/new", needs: "imports.run", done: (facts) => some(facts.imported) },
  { name: "reach", to: "/people", needs: "people.read", done: (facts) => some(facts.reachable) },
  { name: "segment", to: "/segments/new", needs: "people.read", done: (facts) => some(facts.segments) },
  { name: "staff", to: "/settings/staff", needs: "staff.manage", done: (facts) => some(facts.staff, 2) },
  {
    name: "doctor",
    to: "/settings/health",
    needs: "system.read",
    done: ({ ill }) => (ill === undefined ? undefined : ill === 0),
  },
  wecom("connected", "/connectors", "connectors.manage"),
  wecom("heard", "/connectors", "connectors.manage"),
  wecom("synced", "/relations?tab=runs", "connectors.manage"),
  wecom("code", "/codes", "touchpoints.manage"),
  wecom("welcomed", "/codes", "touchpoints.manage"),
  wecom("sent", "/sends", "sends.manage"),
];

/** This will tell how far the setup has come, as far as somebody may know and do something about it. */
export function progressOf(facts: Facts, may: (permission: Permission) => boolean, now: number): Progress {
  const steps = RULES.filter((rule) => may(rule.needs)).map(({ name, to, done, found }) => ({
    name,
    to,
    done: done(facts, now),
    ...(found?.(facts) && { found: found(facts) as WeComStep }),
  }));
  return {
    steps,
    done: steps.filter((step) => step.done).length,
    known: steps.every((step) => step.done !== undefined),
    next: steps.find((step) => step.done === false),
  };
}
