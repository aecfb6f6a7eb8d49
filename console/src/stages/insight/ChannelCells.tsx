import type { ReactNode } from "react";
import { useWords } from "@/lib/language";
import { percent } from "@/lib/numbers";
import { Count, Meter } from "@/ui/Figures";
import { FigureLink } from "@/widgets/FigureLink";
import type { Period } from "@/widgets/Period";
import type { Definition, Opened } from "@/widgets/useDefined";
import { WORDS } from "./channels.copy";
import type { ChannelLine, Report, Step } from "./insight.api";

export type Open = (opened: Opened) => void;

export interface Shown {
  report: Report;
  period: Period;
}

/** What to do where a figure cannot be listed. */
export type Instead = { label: string; act: () => void };

interface OpeningProps {
  label: string;
  count: number;
  definition: Definition | null;
  /** Why there is no definition. */
  why: string;
  instead?: Instead;
  onOpen: Open;
}

/** A count that opens its people; nobody is behind a zero. */
export function Opening({ label, count, definition, why, instead, onOpen }: OpeningProps) {
  if (!count) return <Count value={count} />;
  const opened = definition
    ? { title: label, definition }
    : { title: label, unsayable: why, ...(instead && { instead }) };
  return (
    <FigureLink label={label} onOpen={() => onOpen(opened)}>
      <Count value={count} />
    </FigureLink>
  );
}

/** A step's count with its share of those before; of few it is grey. */
export function Cell({ line, step, children }: { line: ChannelLine; step: Step; children: ReactNode }) {
  const words = useWords(WORDS);
  if (step === "came") return children;
  const rate = line.rates[step];
  const small = step === "again" && rate !== undefined && rate.denominator < 30;
  return (
    <div className="cell" title={small ? words.few : undefined}>
      {children}
      <span className="small">
        {small ? "~ " : ""}
        {percent(rate?.value)}
      </span>
      <Meter share={rate?.value ?? 0} label={percent(rate?.value)} color={small ? "var(--hairline)" : undefined} />
    </div>
  );
}
