import { Table, type TableColumnsType } from "antd";
import { useCallback, useMemo } from "react";
import { copy, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Figure, Figures } from "@/ui/Figures";
import { FigureLink } from "@/widgets/FigureLink";
import { histogram } from "./bins";
import { rows, said, wayName } from "./intervals";
import type { Result, Telling, ViewProps } from "./kind";
import { lasting, useNaming, waited } from "./naming";

const WORDS = copy(
  {
    long: "多久",
    times: "次数",
    people: "人数",
    share: "占比",
    q: { p10: "最快的一成", p25: "四分之一", p50: "一半", p75: "四分之三", p90: "九成" } as Record<string, string>,
    within: (time: string) => `${time}内`,
    unit: "次",
  },
  {
    long: "How long",
    times: "Times",
    people: "People",
    share: "Share",
    q: { p10: "10%", p25: "25%", p50: "Half", p75: "75%", p90: "90%" },
    within: (time: string) => `within ${time}`,
    unit: "times",
  },
);

type Line = Result<"intervals">["lines"][number];
type Bar = Line["histogram"][number];

export function IntervalsView({ ask, result, open, height }: ViewProps<"intervals">) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const { from, until } = useMemo(() => span(result.lines), [result.lines]);
  const drawn = useMemo(() => {
    const groups = result.lines.slice(0, 8).map((line) => ({
      name: naming.group(line.group, ask.breakdown),
      bars: line.histogram
        .slice(from, until)
        .map((bar) => ({ name: waited(bar.from_s, bar.to_s, naming.zh), value: bar.intervals })),
    }));
    return histogram(groups, naming, words.unit);
  }, [ask, result, naming, from, until, words]);
  const pick = useCallback(
    (picked: { seriesIndex?: number; dataIndex?: number }) => {
      const bar = result.lines[picked.seriesIndex ?? 0]?.histogram[from + (picked.dataIndex ?? 0)];
      if (bar) open(bar.cell, `${wayName(ask, naming)} · ${waited(bar.from_s, bar.to_s, naming.zh)}`);
    },
    [ask, result, naming, open, from],
  );
  const chart = <Chart option={drawn} height={height ?? 300} label={wayName(ask, naming)} onPick={pick} />;
  if (height !== undefined) return chart;
  const line = result.lines[0];
  return (
    <>
      {line?.quantiles_s && result.lines.length === 1 && (
        <Figures>
          {Object.entries(line.quantiles_s).map(([name, seconds]) => (
            <Figure key={name} label={words.q[name] ?? name}>
              {words.within(lasting(seconds, naming.zh))}
            </Figure>
          ))}
        </Figures>
      )}
      <Card title={wayName(ask, naming)}>{chart}</Card>
      {line && result.lines.length === 1 && (
        <Card flush>
          <Bars line={line} bars={line.histogram.slice(from, until)} open={open} title={wayName(ask, naming)} />
        </Card>
      )}
    </>
  );
}

/** From the first to the last bar that holds anything in any group. */
function span(lines: Line[]): { from: number; until: number } {
  const held = (lines[0]?.histogram ?? []).map((_, at) =>
    lines.some((line) => (line.histogram[at]?.intervals ?? 0) > 0),
  );
  return held.includes(true)
    ? { from: held.indexOf(true), until: held.lastIndexOf(true) + 1 }
    : { from: 0, until: held.length };
}

function Bars({
  line,
  bars,
  open,
  title,
}: Pick<ViewProps<"intervals">, "open"> & { line: Line; bars: Bar[]; title: string }) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const columns: TableColumnsType<Bar> = [
    { title: words.long, key: "long", render: (_, bar) => waited(bar.from_s, bar.to_s, naming.zh) },
    { title: words.times, key: "times", align: "right", render: (_, bar) => count(bar.intervals, naming.chosen) },
    {
      title: words.people,
      key: "people",
      align: "right",
      render: (_, bar) => {
        const name = `${title} · ${waited(bar.from_s, bar.to_s, naming.zh)}`;
        if (!bar.people) return 0;
        return (
          <FigureLink label={name} onOpen={() => open(bar.cell, name)}>
            {count(bar.people, naming.chosen)}
          </FigureLink>
        );
      },
    },
    {
      title: words.share,
      key: "share",
      align: "right",
      render: (_, bar) => percent(line.intervals ? bar.intervals / line.intervals : null),
    },
  ];
  return (
    <Table size="small" rowKey="from_s" columns={columns} dataSource={bars} pagination={false} scroll={{ x: 480 }} />
  );
}

export const INTERVALS: Telling<"intervals"> = {
  said,
  rows,
  empty: (result) => result.lines.every((line) => line.intervals === 0),
  View: IntervalsView,
};
