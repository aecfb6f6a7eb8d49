import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { copy, language, useWords } from "@/lib/language";
import { count, full, yuan, yuanShort } from "@/lib/numbers";

const WORDS = copy({ how: "怎么算的" }, { how: "How this was counted" });

export function Count({ value }: { value: number }) {
  const text = count(value, language.use());
  return text === full(value) ? (
    <span>{text}</span>
  ) : (
    <Tooltip title={full(value)}>
      <span>{text}</span>
    </Tooltip>
  );
}

export function Money({ fen, short = false }: { fen: number; short?: boolean }) {
  const chosen = language.use();
  const text = short ? yuanShort(fen, chosen) : yuan(fen);
  return text === yuan(fen) ? (
    <span>{text}</span>
  ) : (
    <Tooltip title={yuan(fen)}>
      <span>{text}</span>
    </Tooltip>
  );
}

/** How a figure was counted, behind a small ⓘ that the keyboard reaches too. */
export function Info({ children }: { children: ReactNode }) {
  const words = useWords(WORDS);
  return (
    <Tooltip title={children} trigger={["hover", "focus"]}>
      <button type="button" className="info" aria-label={words.how}>
        ⓘ
      </button>
    </Tooltip>
  );
}

interface FigureProps {
  label: ReactNode;
  how?: ReactNode;
  below?: ReactNode;
  children: ReactNode;
}

export function Figure({ label, how, below, children }: FigureProps) {
  return (
    <div className="figure">
      <dt>
        {label}
        {how && <Info>{how}</Info>}
      </dt>
      <dd>{children}</dd>
      <dd className="small second" style={{ fontSize: 12, fontWeight: 400 }}>
        {below}
      </dd>
    </div>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <dl className="card figures">{children}</dl>;
}

export function Meter({ share, color, label }: { share: number; color?: string; label?: string }) {
  const width = `${Math.min(100, Math.max(0, share * 100))}%`;
  return (
    <div className="meter" role="img" aria-label={label ?? width}>
      <i style={{ width, background: color }} />
    </div>
  );
}
