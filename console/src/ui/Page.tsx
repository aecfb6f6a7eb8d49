import type { ReactNode } from "react";
import { useEffect } from "react";

interface PageProps {
  /** The screen's name, for the browser's tab and the heading. */
  title: ReactNode;
  name?: string;
  /** What the screen answers, in a sentence, top left. */
  answer?: ReactNode;
  /** Filters and the one primary button, top right. */
  tools?: ReactNode;
  children: ReactNode;
}

/** One question per screen: its answer at the top left, its tools at the top right. */
export function Page({ title, name, answer, tools, children }: PageProps) {
  const tab = name ?? (typeof title === "string" ? title : "");
  useEffect(() => {
    document.title = tab ? `${tab} · 活水` : "活水 Huoshui";
  }, [tab]);
  return (
    <main className="page" id="main">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {answer && <div className="answer">{answer}</div>}
        </div>
        {tools && <div className="row">{tools}</div>}
      </div>
      {children}
    </main>
  );
}
