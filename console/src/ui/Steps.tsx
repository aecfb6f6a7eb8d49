import type { ReactNode } from "react";

interface StepsProps {
  steps: { key: string; label: ReactNode; share: number; figure: ReactNode; faint?: number }[];
}

/** Steps on the way, each with its share as a bar; those on the way there are fainter than what counts. */
export function Steps({ steps }: StepsProps) {
  return (
    <ol className="step-bars">
      {steps.map((step) => (
        <li key={step.key}>
          <span>{step.label}</span>
          <i style={{ width: `${Math.max(step.share * 100, 1)}%`, opacity: step.faint ?? 1 }} />
          <b>{step.figure}</b>
        </li>
      ))}
    </ol>
  );
}
