import { Button, Drawer } from "antd";
import { type ReactNode, useState } from "react";
import type { Shapes } from "@/api/client";
import { copy, language, useWords } from "@/lib/language";
import { count, full } from "@/lib/numbers";
import { Code } from "@/ui/Code";
import { When } from "@/ui/When";
import type { Answered, Kind } from "./useQuestion";
import "./question.css";

const WORDS = copy(
  {
    how: "怎么算的",
    newest: "最新事件",
    level: "全部已计入",
    waiting: (n: number) => `还有 ${n} 批在路上`,
    period: "时段",
    days: (from: string, to: string) => `${from} 到 ${to}（不含）`,
    last: (n: number) => `近 ${n} 天，含今天`,
    zone: "按谁的日历",
    beijing: "北京时间",
    people: "统计谁",
    everybody: "你能看到的所有人",
    segment: (name: string) => `人群“${name}”里的人`,
    own: "一个自定义的人群",
    fresh: "数据到",
    answered: "算出于",
    cost: "代价",
    took: (seconds: string, rows: string) => `${seconds} 秒，读了 ${rows} 行`,
    cached: "数据没变，直接用了上次的答案",
    descriptive: "描述性：说的是发生了什么，不是什么造成了它。",
    definitions: "口径",
    statements: (n: number) => `问了 ClickHouse ${n} 句`,
    parameters: "参数",
  },
  {
    how: "How this was counted",
    newest: "Newest event",
    level: "everything is counted",
    waiting: (n: number) => `${n} batches on their way`,
    period: "Period",
    days: (from: string, to: string) => `${from} to ${to} (not included)`,
    last: (n: number) => `The last ${n} days, today included`,
    zone: "Whose days",
    beijing: "Beijing time",
    people: "Of whom",
    everybody: "Everybody you may see",
    segment: (name: string) => `People in the segment “${name}”`,
    own: "A segment of your own",
    fresh: "Data up to",
    answered: "Answered",
    cost: "Cost",
    took: (seconds: string, rows: string) => `${seconds} s, ${rows} rows read`,
    cached: "the data is the same: the answer before was used",
    descriptive: "Descriptive: what happened, not what caused it.",
    definitions: "Definitions",
    statements: (n: number) => `${n} statements were asked of ClickHouse`,
    parameters: "Parameters",
  },
);

type Meant = Pick<Answered<Kind>, "freshness" | "statements"> &
  Partial<Pick<Answered<Kind>, "answered_at" | "seconds" | "rows_read" | "cached" | "causal">>;

interface HowProps {
  answer: Meant & { question?: unknown };
  /** What the figures mean, in this answer's own words. */
  children?: ReactNode;
  /** Stands at the left of the line. */
  note?: ReactNode;
}

/** How new an answer is, and behind ⓘ everything that it was made of: whose days, of whom, the definitions, the SQL. */
export function HowCounted({ answer, children, note }: HowProps) {
  const words = useWords(WORDS);
  const [open, setOpen] = useState(false);
  const waiting = Object.values(answer.freshness.waiting).reduce((sum, one) => sum + one, 0);
  return (
    <div className="how-line">
      <span>{note}</span>
      <span className="row">
        <span className={waiting ? "dot look" : "dot good"} />
        {words.newest} <When at={answer.freshness.newest_event_at} /> · {waiting ? words.waiting(waiting) : words.level}{" "}
        ·{" "}
        <Button type="link" size="small" style={{ padding: 0, fontSize: 12 }} onClick={() => setOpen(true)}>
          ⓘ {words.how}
        </Button>
      </span>
      <Drawer open={open} onClose={() => setOpen(false)} title={words.how} size={560} destroyOnHidden>
        <How answer={answer}>{children}</How>
      </Drawer>
    </div>
  );
}

interface Common {
  period?: { from?: string; to?: string; last_days?: number };
  zone?: string;
  people?: unknown;
}

function How({ answer, children }: Omit<HowProps, "note">) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { period, zone = "Asia/Shanghai", people } = (answer.question ?? {}) as Common;
  const whom = typeof people === "string" ? words.segment(people) : people ? words.own : words.everybody;
  return (
    <div className="stack" style={{ gap: 20 }}>
      <dl className="facts">
        {period && <Fact name={words.period}>{span(period, words)}</Fact>}
        <Fact name={words.zone}>{zone === "Asia/Shanghai" ? words.beijing : zone}</Fact>
        <Fact name={words.people}>{whom}</Fact>
        <Fact name={words.fresh}>
          <When at={answer.freshness.newest_event_at} />
        </Fact>
        {answer.answered_at && (
          <Fact name={words.answered}>
            <When at={answer.answered_at} />
          </Fact>
        )}
        {answer.seconds !== undefined && (
          <Fact name={words.cost}>
            {words.took(answer.seconds.toFixed(2), count(answer.rows_read ?? 0, chosen))}
            {answer.cached && <div className="second small">{words.cached}</div>}
          </Fact>
        )}
      </dl>
      {children && (
        <section className="stack tight">
          <h3>{words.definitions}</h3>
          {children}
        </section>
      )}
      {!answer.causal && <p className="second small">{words.descriptive}</p>}
      {answer.statements.length > 0 && <Statements statements={answer.statements} />}
    </div>
  );
}

function Statements({ statements }: { statements: Shapes["StatementOut"][] }) {
  const words = useWords(WORDS);
  return (
    <section className="stack">
      <h3>{words.statements(statements.length)}</h3>
      {statements.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: statements are told apart by their order only
        <div key={at} className="stack tight">
          <span className="second small">{words.took(one.seconds.toFixed(2), full(one.rows_read))}</span>
          <Code text={one.sql} />
          {Object.keys(one.parameters).length > 0 && (
            <details>
              <summary className="second small">{words.parameters}</summary>
              <Code text={JSON.stringify(one.parameters, null, 1)} />
            </details>
          )}
        </div>
      ))}
    </section>
  );
}

function span(
  period: NonNullable<Common["period"]>,
  words: { days: (a: string, b: string) => string; last: (n: number) => string },
): string {
  return period.last_days ? words.last(period.last_days) : words.days(period.from ?? "", period.to ?? "");
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
