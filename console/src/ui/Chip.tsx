import type { ReactNode } from "react";

export type Tone = "plain" | "good" | "look" | "bad" | "quiet";

export function Chip({ tone = "plain", title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={tone === "plain" ? "chip" : `chip ${tone}`} title={title}>
      {children}
    </span>
  );
}
