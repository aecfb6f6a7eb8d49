import type { Cell } from "@/lib/files";
import { count, percent } from "@/lib/numbers";
import type { Ask } from "../question";
import type { Result } from "./kind";
import { lasting, type Naming } from "./naming";

type Funnel = Result<"funnel">;
export type Way = Funnel["lines"][number];
export const FEW = 30;

/** This will find between which two steps the largest share is lost: the place of the earlier one. */
export function worst(way: Way): number {
  const shares = way.steps.slice(0, -1).map((step) => (step.reached ? step.left / step.reached : 0));
  return shares.indexOf(Math.max(...shares));
}

export function stepName(ask: Ask<"funnel">, at: number, naming: Naming): string {
  if (ask.order === "any") return naming.zh ? `做到其中 ${at + 1} 件` : `${at + 1} of them`;
  return naming.events(ask.steps[at]);
}

/** This will say how many came through, where most left, and whether groups differ. */
export function said(ask: Ask<"funnel">, result: Funnel, naming: Naming): string {
  const way = result.lines[0];
  if (!way) return "";
  return ask.breakdown ? ofGroups(ask, result, naming) : ofAll(ask, way, result.counted, naming);
}

function ofAll(ask: Ask<"funnel">, way: Way, counted: string, naming: Naming): string {
  const { zh } = naming;
  const many = (n: number): string =>
    counted === "people" ? naming.people(n) : zh ? `${count(n, "zh")} 次` : `${count(n, "en")} entries`;
  const at = worst(way);
  const lost = way.steps[at];
  const share = percent(lost?.reached ? lost.left / lost.reached : null);
  const few = way.entered < FEW ? (zh ? "人数不足 30，比例会跳动。" : " Fewer than 30: shares jump about.") : "";
  const [from, to] = [stepName(ask, at, naming), stepName(ask, at + 1, naming)];
  if (zh)
    return `${many(way.entered)}里有 ${many(way.converted.numerator)}走完（${percent(way.converted.value)}）；流失率最高的一步是“${from} → ${to}”，${many(lost?.left ?? 0)}离开（${share}）。${few}`;
  return `${count(way.converted.numerator, "en")} of ${many(way.entered)} came through (${percent(way.converted.value)}); the largest share left between ${from} and ${to}: ${many(lost?.left ?? 0)} (${share}).${few}`;
}

function ofGroups(ask: Ask<"funnel">, result: Funnel, naming: Naming): string {
  const { zh } = naming;
  const large = result.lines.filter((way) => way.entered >= FEW && way.group !== "…");
  const sorted = large.toSorted((a, b) => (b.converted.value ?? 0) - (a.converted.value ?? 0));
  const [best, last] = [sorted[0], sorted.at(-1)];
  if (!best || !last || best === last)
    return zh ? "各组人数都不足 30，还比不出高低。" : "Groups have fewer than 30 people: too few to compare.";
  if (best.converted.value === last.converted.value)
    return zh
      ? `${large.length} 个组走完的比例一样，都是 ${percent(best.converted.value)}。`
      : `${large.length} groups come through alike: ${percent(best.converted.value)}.`;
  const name = (way: Way): string => naming.group(way.group, ask.breakdown);
  const told = zh
    ? `走完的比例，${name(best)}最高（${percent(best.converted.value)}），${name(last)}最低（${percent(last.converted.value)}）。`
    : `${name(best)} comes through most (${percent(best.converted.value)}), ${name(last)} least (${percent(last.converted.value)}).`;
  return told + chanceOf(lastStep(ask, result)?.p, zh);
}

/** How the groups' last steps compare; nothing when too few came there to be tested. */
export function lastStep(ask: Ask<"funnel">, result: Funnel): Funnel["differences"][number] | undefined {
  return result.differences.find((one) => one.step === ask.steps.length);
}

function chanceOf(p: number | undefined, zh: boolean): string {
  if (p === undefined) return "";
  if (p < 0.01) return zh ? "最后一步的差异很难用偶然解释。" : " Chance hardly explains how the last step differs.";
  const value = p.toFixed(2);
  return zh
    ? `最后一步的差异也可能是偶然（p = ${value}）。`
    : ` How the last step differs may be chance (p = ${value}).`;
}

export function rows(ask: Ask<"funnel">, result: Funnel, naming: Naming): Cell[][] {
  const { zh } = naming;
  const head = zh
    ? ["分组", "第几步", "步骤", "到达", "对上一步", "对第一步", "离开", "还来得及", "中位用时（秒）"]
    : [
        "Group",
        "Step",
        "Name",
        "Reached",
        "Of the step before",
        "Of the first",
        "Left",
        "Still have time",
        "Median seconds",
      ];
  return [
    head,
    ...result.lines.flatMap((way) =>
      way.steps.map((step, at) => [
        naming.group(way.group, ask.breakdown),
        step.step,
        stepName(ask, at, naming),
        step.reached,
        step.conversion.value,
        step.total.value,
        at < way.steps.length - 1 ? step.left : null,
        step.open,
        step.waiting?.median_s,
      ]),
    ),
  ];
}

export function took(step: Way["steps"][number], zh: boolean): string {
  return step.waiting ? lasting(step.waiting.median_s, zh) : "";
}
