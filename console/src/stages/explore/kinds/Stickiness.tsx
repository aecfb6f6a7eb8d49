import { useCallback, useMemo } from "react";
import { copy, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Chip } from "@/ui/Chip";
import { FigureLink } from "@/widgets/FigureLink";
import type { Telling, ViewProps } from "./kind";
import { bucketName, useNaming } from "./naming";
import { days, type Line, option, rows, said } from "./stickiness";

const WORDS = copy(
  {
    share: (week: boolean): string => `平均每天来的人，占这${week ? "周" : "月"}来过的`,
    table: "来了几天，各有多少人",
    begins: "开始于",
    people: "来的人",
    each: "人均天数",
    day: (n: number) => `${n} 天`,
    open: "还没结束",
    label: "每一期的日均占比",
    who: (when: string, n: number) => `${when} 起，来了 ${n} 天的人`,
    came: (when: string) => `${when} 起，来过的人`,
  },
  {
    share: (week: boolean): string => `An average day, of all who came in the ${week ? "week" : "month"}`,
    table: "How many came on how many days",
    begins: "Begins",
    people: "Came",
    each: "Days each",
    day: (n: number) => `${n} d`,
    open: "not over",
    label: "The share of an average day, bucket by bucket",
    who: (when: string, n: number) => `From ${when}: on ${n} days`,
    came: (when: string) => `From ${when}: came`,
  },
);

export function StickinessView({ ask, result, open, height }: ViewProps<"stickiness">) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const drawn = useMemo(() => option(ask, result, naming), [ask, result, naming]);
  const pick = useCallback(
    (picked: { seriesIndex?: number; dataIndex?: number }) => {
      const point = result.lines[picked.seriesIndex ?? 0]?.points[picked.dataIndex ?? 0];
      if (point) open(point.cell, words.came(bucketName(point.bucket, result.granularity)));
    },
    [result, open, words],
  );
  const chart = <Chart option={drawn} height={height ?? 240} label={words.label} onPick={pick} />;
  if (height !== undefined) return chart;
  return (
    <>
      <Card title={words.share(result.granularity === "week")}>{chart}</Card>
      {result.lines.slice(0, 6).map((line) => (
        <Card
          key={String(line.group)}
          title={line.group === null ? words.table : naming.group(line.group, ask.breakdown)}
        >
          <Days line={line} open={open} />
        </Card>
      ))}
    </>
  );
}

/** A row for each bucket, a column for each number of days; the darker the more people. */
function Days({ line, open }: Pick<ViewProps<"stickiness">, "open"> & { line: Line }) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const most = Math.max(...line.points.flatMap((point) => point.days.map((one) => one.days)), 1);
  const columns = Array.from({ length: most }, (_, at) => at + 1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="ask-scroll" tabIndex={0}>
      <table className="ask-heat">
        <thead>
          <tr>
            <th>{words.begins}</th>
            <th className="number">{words.people}</th>
            <th className="number">{words.each}</th>
            {columns.map((n) => (
              <th key={n}>{words.day(n)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {line.points.toReversed().map((point) => (
            <tr key={point.bucket}>
              <td>
                <span className="row tight nowrap">
                  {point.bucket}
                  {!point.complete && <Chip tone="quiet">{words.open}</Chip>}
                </span>
              </td>
              <td className="number">
                <FigureLink label={words.came(point.bucket)} onOpen={() => open(point.cell, words.came(point.bucket))}>
                  {count(point.people, naming.chosen)}
                </FigureLink>
              </td>
              <td className="number">{days(point)}</td>
              {columns.map((n) => {
                const one = point.days.find((day) => day.days === n);
                if (!one?.people) return <td key={n} />;
                const share = point.people ? one.people / point.people : 0;
                return (
                  <td key={n}>
                    <button
                      type="button"
                      className="heat"
                      style={{ "--warm": share } as React.CSSProperties}
                      title={percent(share)}
                      onClick={() => open(one.cell, words.who(point.bucket, n))}
                    >
                      {count(one.people, naming.chosen)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const STICKINESS: Telling<"stickiness"> = {
  said,
  rows,
  empty: (result) => result.lines.every((line) => line.points.every((point) => point.people === 0)),
  View: StickinessView,
};
