import type { Cell } from "@/lib/files";
import { count } from "@/lib/numbers";
import type { Ask } from "../question";
import type { Result } from "./kind";
import { lasting, type Naming, waited } from "./naming";

type Intervals = Result<"intervals">;

export function wayName(ask: Ask<"intervals">, naming: Naming): string {
  const from = naming.events(ask.start);
  return `${from} → ${ask.end ? naming.events(ask.end) : from}`;
}

/** This will say how long it took half of them, and nine in ten. */
export function said(ask: Ask<"intervals">, result: Intervals, naming: Naming): string {
  const line = result.lines[0];
  if (!line?.quantiles_s) return "";
  const { zh } = naming;
  const [middle, upper] = [lasting(line.quantiles_s.p50 ?? 0, zh), lasting(line.quantiles_s.p90 ?? 0, zh)];
  const group = line.group === null ? "" : `${naming.group(line.group, ask.breakdown)}${zh ? "：" : ": "}`;
  const all = count(line.intervals, naming.chosen);
  if (zh)
    return `${group}${naming.people(line.people)}一共 ${all} 次，一半在 ${middle}内，九成在 ${upper}内。还没等到的不在里面。`;
  return `${group}${all} times by ${naming.people(line.people)}: half within ${middle}, nine in ten within ${upper}. Who is still waiting is not in it.`;
}

export function rows(ask: Ask<"intervals">, result: Intervals, naming: Naming): Cell[][] {
  const { zh } = naming;
  return [
    zh
      ? ["分组", "多久", "从（秒）", "到（秒）", "次数", "人数"]
      : ["Group", "How long", "From (s)", "To (s)", "Times", "People"],
    ...result.lines.flatMap((line) =>
      line.histogram.map((bar) => [
        naming.group(line.group, ask.breakdown),
        waited(bar.from_s, bar.to_s, zh),
        bar.from_s,
        bar.to_s,
        bar.intervals,
        bar.people,
      ]),
    ),
  ];
}
