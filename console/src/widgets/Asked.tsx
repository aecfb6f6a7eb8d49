import { Button } from "antd";
import type { ReactNode } from "react";
import { copy, useWords } from "@/lib/language";
import { Empty, Skeleton } from "@/ui/State";
import { Answer } from "./Answer";
import { renewedFrom } from "./known";
import { Renewing } from "./Renewing";
import type { Answered, Asking, Kind } from "./useQuestion";
import "./question.css";

const WORDS = copy(
  {
    working: (seconds: number) => `正在逐条数事件，已经 ${seconds} 秒`,
    stop: "停止",
    stopped: "这个问题已停止",
    stoppedWhy: "没有算完，也没有改动任何东西。可以缩短时段或缩小人群再问。",
    again: "重新问",
  },
  {
    working: (seconds: number) => `Going through the events, ${seconds} s so far`,
    stop: "Stop",
    stopped: "This question was stopped",
    stoppedWhy: "It was not worked out, and nothing was changed. Ask about fewer days or fewer people.",
    again: "Ask again",
  },
);

interface AskedProps<K extends Kind> {
  asking: Asking<K>;
  /** What stands there while it is worked out; a skeleton of that height when it is a number. */
  loading?: number | ReactNode;
  children: (answer: Answered<K>) => ReactNode;
}

/** The states of a question: worked out (with progress from the second second on), stopped, refused, answered. */
export function Asked<K extends Kind>({ asking, loading = 320, children }: AskedProps<K>) {
  const words = useWords(WORDS);
  const { query, seconds, stopped } = asking;
  if (stopped)
    return (
      <div className="card">
        <Empty title={words.stopped} action={<Button onClick={asking.again}>{words.again}</Button>}>
          {words.stoppedWhy}
        </Empty>
      </div>
    );
  const old = query.isPlaceholderData;
  return (
    <div className="asked" aria-busy={query.isFetching}>
      <Renewing of={[query]}>
        {seconds > 0 && (
          <Button size="small" type="text" onClick={asking.stop}>
            {words.stop}
          </Button>
        )}
      </Renewing>
      {seconds > 0 && renewedFrom(query, Date.now()) === null && (
        <div className="asked-progress" role="status">
          <i />
          <span>{words.working(seconds)}</span>
          <Button size="small" onClick={asking.stop}>
            {words.stop}
          </Button>
        </div>
      )}
      <div className={old ? "stack wide old" : "stack wide"}>
        <Answer query={query} loading={typeof loading === "number" ? <Skeleton height={loading} /> : loading}>
          {children}
        </Answer>
      </div>
    </div>
  );
}
