import type { CSSProperties, ReactNode } from "react";

interface CardProps {
  title?: ReactNode;
  extra?: ReactNode;
  /** Tables reach the edges. */
  flush?: boolean;
  style?: CSSProperties;
  children: ReactNode;
}

export function Card({ title, extra, flush = false, style, children }: CardProps) {
  return (
    <section className="card" style={style}>
      {(title || extra) && (
        <header>
          <h2>{title}</h2>
          {extra}
        </header>
      )}
      <div className={flush ? "body flush" : "body"}>{children}</div>
    </section>
  );
}
