import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { copy, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import type { Telling, ViewProps } from "./kind";
import { useNaming } from "./naming";
import { columnName, heat, type Line, option, rows, said } from "./retention";

const WORDS = copy(
  {
    cohort: "开始于",
    size: "人数",
    average: "平均（只算已结束的）",
    curve: "留存曲线",
    table: "按开始的时间",
    label: "留存曲线：每一期回来的比例",
    back: (when: string, column: string) => `${when} 开始，${column}回来的人`,
    began: (when: string) => `${when} 开始的人`,
    open: "这一期还没结束，数字还会长",
  },
  {
    cohort: "Began",
    size: "People",
    average: "Average, of what is over",
    curve: "Curve",
    table: "By beginning",
    label: "Retention curve: the share that came back",
    back: (when: string, column: string) => `Began ${when}, back ${column}`,
    began: (when: string) => `Began ${when}`,
    open: "This one is not over: the figure will grow",
  },
);

export function RetentionView({ ask, result, open, height }: ViewProps<"retention">) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const drawn = useMemo(() => option(ask, result, naming), [ask, result, naming]);
  const [group, setGroup] = useState<string | null>(null);
  const line = result.lines.find((one) => one.group === group) ?? result.lines[0];
  const chart = <Chart option={drawn} height={height ?? 240} label={words.label} />;
  if (height !== undefined) return chart;
  return (
    <>
      <Card title={words.curve}>{chart}</Card>
      <Card
        title={words.table}
        extra={
          result.lines.length > 1 && (
            <Segmented
              size="small"
              value={line?.group ?? ""}
              onChange={setGroup}
              options={result.lines.slice(0, 8).map((one) => ({
                value: one.group ?? "",
                label: naming.group(one.group, ask.breakdown),
              }))}
            />
          )
        }
      >
        {line && <Triangle line={line} result={result} open={open} />}
      </Card>
    </>
  );
}

function Triangle({ line, result, open }: Pick<ViewProps<"retention">, "result" | "open"> & { line: Line }) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const warm = heat(line);
  const names = result.columns.map((column) => columnName(column, result.granularity, naming.zh));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="ask-scroll" tabIndex={0}>
      <table className="ask-heat">
        <thead>
          <tr>
            <th>{words.cohort}</th>
            <th className="number">{words.size}</th>
            {names.map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="average">
            <td>{words.average}</td>
            <td className="number">{count(line.people, naming.chosen)}</td>
            {line.average.map((share, at) => (
              <td key={names[at]}>{share.denominator ? <b>{percent(share.value)}</b> : "–"}</td>
            ))}
          </tr>
          {line.cohorts.map((cohort) => (
            <tr key={cohort.bucket}>
              <td>{cohort.bucket}</td>
              <td className="number">
                <button
                  type="button"
                  className="figure-link"
                  onClick={() => open(cohort.cell, words.began(cohort.bucket))}
                >
                  {count(cohort.size, naming.chosen)}
                </button>
              </td>
              {cohort.returns.map((one, at) => (
                <td key={names[at]}>
                  <button
                    type="button"
                    className={one.complete || result.mode === "rolling" ? "heat" : "heat open"}
                    style={{ "--warm": warm(one.figure.value) } as React.CSSProperties}
                    title={`${count(one.figure.numerator, naming.chosen)} / ${count(one.figure.denominator, naming.chosen)}${one.complete || result.mode === "rolling" ? "" : ` · ${words.open}`}`}
                    onClick={() => open(one.cell, words.back(cohort.bucket, names[at] ?? ""))}
                  >
                    {percent(one.figure.value)}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const RETENTION: Telling<"retention"> = {
  said,
  rows,
  empty: (result) => result.lines.every((line) => line.people === 0),
  View: RetentionView,
};
