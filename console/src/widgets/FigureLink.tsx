import type { ReactNode } from "react";
import "./question.css";

/** A figure that opens the people behind it; who does not see where it stands hears it with its figure. */
export function FigureLink({ label, onOpen, children }: { label: string; onOpen: () => void; children: ReactNode }) {
  return (
    <button type="button" className="figure-link" title={label} onClick={onOpen}>
      <span className="said">{label}</span> {children}
    </button>
  );
}
