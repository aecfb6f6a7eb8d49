import { Button } from "antd";
import type { ReactNode } from "react";
import { copy, useWords } from "@/lib/language";
import { Mark } from "./Mark";

const WORDS = copy({ again: "再试一次", loading: "正在读取" }, { again: "Try again", loading: "Loading" });

interface StateProps {
  title: ReactNode;
  children?: ReactNode;
  /** The one thing to do about it. */
  action?: ReactNode;
}

/** Nothing is here yet: why, and what to do first. */
export function Empty({ title, children, action }: StateProps) {
  return (
    <div className="state">
      <Mark />
      <b>{title}</b>
      {children && <p>{children}</p>}
      {action && <div className="row">{action}</div>}
    </div>
  );
}

/** It was refused: what happened, why, and what now. */
export function RefusedState({ title, children, onAgain }: StateProps & { onAgain?: () => void }) {
  const words = useWords(WORDS);
  return (
    <div className="state refused" role="alert">
      <Mark />
      <b>{title}</b>
      {children && <p>{children}</p>}
      {onAgain && (
        <div className="row">
          <Button onClick={onAgain}>{words.again}</Button>
        </div>
      )}
    </div>
  );
}

/** The place that content will take, so that nothing jumps when it comes. */
export function Skeleton({ height = 160 }: { height?: number | string }) {
  const words = useWords(WORDS);
  return <div className="skeleton" style={{ height }} role="status" aria-label={words.loading} />;
}
