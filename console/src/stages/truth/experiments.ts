import type { Shapes } from "@/api/client";
import type { Cell } from "@/lib/files";

export type Experiment = Shapes["ExperimentOut"];
export type Report = Omit<Shapes["ReportOut"], "goals" | "segments" | "sample_ratio" | "ranking"> & {
  goals: Goal[];
  segments: Uplift[];
  sample_ratio: { units: number[]; planned: number[]; p: number; mismatch: boolean };
  ranking: {
    use: boolean;
    low: number;
    high: number;
    coefficient: number;
    curve: { share: number; extra: number }[];
  } | null;
};

export interface Estimate {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Compared {
  difference: Estimate;
  lift: Estimate;
  always_valid_difference: Estimate;
  always_valid_lift: Estimate;
}

export interface Comparison extends Compared {
  treatment: string;
  p: number | null;
  p_holm: number | null;
  cuped: Compared;
  harm: boolean;
}

export interface Goal {
  name: string;
  role: "goal" | "other" | "guardrail";
  better: "up" | "down";
  kind: "share" | "mean";
  arms: { name: string; units: number; mean: number | null; deviation: number | null }[];
  comparisons: Comparison[];
  cuped: { correlation: number; variance_kept: number };
}

export interface Uplift {
  segment: string;
  inside: boolean;
  control_units: number;
  treatment_units: number;
  difference: Estimate;
  p_bh: number | null;
}

/** What may be believed of a comparison, however often one looks: better, worse, or not told apart. */
export type Verdict = "better" | "worse" | "open" | "nothing";

/** This will read a comparison by its always-valid interval after CUPED; where nothing happened yet, there is nothing. */
export function verdictOf(goal: Goal, one: Comparison): Verdict {
  if (goal.arms.every((arm) => !arm.mean)) return "nothing";
  const { low, high } = one.cuped.always_valid_difference;
  if (low === null || high === null || (low <= 0 && high >= 0)) return "open";
  return low > 0 === (goal.better === "up") ? "better" : "worse";
}

/** Money is told in yuan, shares in percent, counts as they are. */
export type Unit = "share" | "fen" | "count";

export function unitOf(experiment: Experiment, goal: Goal): Unit {
  if (goal.kind === "share") return "share";
  const { plan } = experiment;
  const planned = [plan.goal, ...plan.others, ...plan.guardrails].find((one) => one.name === goal.name);
  return planned?.outcome.measure === "net_fen" ? "fen" : "count";
}

/** The edges of a plot that holds every interval of a goal and zero, with a little air. */
export function edgesOf(goal: Goal): [number, number] {
  const ends = goal.comparisons.flatMap((one) => {
    const { low, high } = one.cuped.always_valid_difference;
    return [low ?? 0, high ?? 0, one.difference.low ?? 0, one.difference.high ?? 0];
  });
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const air = (high - low || 1) * 0.08;
  return [low - air, high + air];
}

/** How many days of its window an experiment has run, and of how many. */
export function daysRun(experiment: Experiment, now: number): { run: number; of: number } | null {
  if (!experiment.started_at) return null;
  const end = experiment.stopped_at ? Date.parse(experiment.stopped_at) : now;
  const run = Math.floor((end - Date.parse(experiment.started_at)) / 86_400_000);
  return { run: Math.min(run, experiment.plan.window_days), of: experiment.plan.window_days };
}

type Heads = Record<"metric" | "arm" | "units" | "average" | "difference" | "low" | "high" | "p", string>;

/** This will write what came of an experiment for a spreadsheet: a row for each arm of each metric, money in yuan. */
export function written(experiment: Experiment, report: Report, words: Heads): Cell[][] {
  return [
    [words.metric, words.arm, words.units, words.average, words.difference, words.low, words.high, words.p],
    ...report.goals.flatMap((goal) => {
      const scale = unitOf(experiment, goal) === "fen" ? 100 : 1;
      const scaled = (value: number | null | undefined): number | null =>
        typeof value === "number" ? value / scale : null;
      return goal.arms.map((arm, place) => {
        const one = place ? goal.comparisons[place - 1] : undefined;
        const told = one?.cuped.always_valid_difference;
        return [
          goal.name,
          arm.name,
          arm.units,
          scaled(arm.mean),
          scaled(told?.value),
          scaled(told?.low),
          scaled(told?.high),
          one?.p_holm ?? null,
        ];
      });
    }),
  ];
}
