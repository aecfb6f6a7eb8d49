import { Table, type TableColumnsType } from "antd";
import { useCallback, useMemo } from "react";
import { copy, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Chip } from "@/ui/Chip";
import { seriesColor } from "@/ui/palette";
import { FigureLink } from "@/widgets/FigureLink";
import { granularityLabel } from "../words";
import type { Telling, ViewProps } from "./kind";
import { bucketName, useNaming } from "./naming";
import { change, figure, type Line, lineName, option, rows, said } from "./trends";

const WORDS = copy(
  {
    line: "指标",
    total: "整段",
    before: "上一段",
    change: "变化",
    by: (grain: string) => `每${grain}`,
    open: "还没结束",
    label: (names: string) => `趋势图：${names}`,
    who: (name: string, when: string) => `${name}，${when}`,
    few: "之前太少，不算百分比",
  },
  {
    line: "Measure",
    total: "Whole period",
    before: "Before",
    change: "Change",
    by: (grain: string) => `By ${grain}`,
    open: "not over",
    label: (names: string) => `Trend: ${names}`,
    who: (name: string, when: string) => `${name}, ${when}`,
    few: "too few before for a percentage",
  },
);

export function TrendsView({ ask, result, open, height }: ViewProps<"trends">) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const drawn = useMemo(() => option(ask, result, naming, height !== undefined), [ask, result, naming, height]);
  const pick = useCallback(
    (picked: { seriesName?: string; dataIndex?: number }) => {
      const line = result.lines.find((one) => lineName(ask, one, naming) === picked.seriesName);
      const point = line?.points[picked.dataIndex ?? 0];
      if (line && point)
        open(point.cell, words.who(lineName(ask, line, naming), bucketName(point.bucket, result.granularity)));
    },
    [ask, result, naming, open, words],
  );
  const names = result.lines.map((line) => lineName(ask, line, naming)).join("、");
  const chart = <Chart option={drawn} height={height ?? 320} label={words.label(names)} onPick={pick} />;
  if (height !== undefined) return chart;
  return (
    <>
      <Card>{chart}</Card>
      <Card flush>
        <Totals ask={ask} result={result} open={open} />
      </Card>
      <Card title={words.by(granularityLabel(result.granularity, naming.chosen))} flush>
        <ByBucket ask={ask} result={result} open={open} />
      </Card>
    </>
  );
}

function Totals({ ask, result, open }: ViewProps<"trends">) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const columns: TableColumnsType<Line> = [
    {
      title: words.line,
      key: "line",
      render: (_, line, at) => (
        <span className="row tight nowrap">
          <i className="ask-dot" style={{ background: seriesColor(at) }} />
          {lineName(ask, line, naming)}
        </span>
      ),
    },
    {
      title: words.total,
      key: "total",
      align: "right",
      render: (_, line) => (
        <FigureLink label={lineName(ask, line, naming)} onOpen={() => open(line.cell, lineName(ask, line, naming))}>
          {figure(ask, line, line.total.value, naming)}
        </FigureLink>
      ),
    },
  ];
  if (ask.compare)
    columns.push(
      {
        title: words.before,
        key: "before",
        align: "right",
        render: (_, line) => <span className="second">{figure(ask, line, line.previous_total?.value, naming)}</span>,
      },
      { title: words.change, key: "change", align: "right", render: (_, line) => <Changed line={line} /> },
    );
  return (
    <Table
      rowKey={(line) => `${line.series} ${line.group}`}
      columns={columns}
      dataSource={result.lines}
      pagination={false}
      scroll={{ x: 420 }}
    />
  );
}

function Changed({ line }: { line: Line }) {
  const words = useWords(WORDS);
  const found = change(line);
  if (!found || found.direction === "none") return <span className="second">–</span>;
  if (!found.text.includes("%")) return <span className="second small">{words.few}</span>;
  return <Chip tone="quiet">{found.text}</Chip>;
}

/** All figures, the newest first, each with its people. */
function ByBucket({ ask, result, open }: ViewProps<"trends">) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const places = (result.lines[0]?.points ?? []).map((point, at) => ({ point, at })).toReversed();
  const columns: TableColumnsType<(typeof places)[number]> = [
    {
      title: granularityLabel(result.granularity, naming.chosen),
      key: "bucket",
      fixed: "left",
      width: 196,
      render: (_, { point }) => (
        <span className="row tight nowrap">
          {point.bucket.slice(0, 16)}
          {!point.complete && <Chip tone="quiet">{words.open}</Chip>}
        </span>
      ),
    },
    ...result.lines.map((line) => ({
      title: lineName(ask, line, naming),
      key: `${line.series} ${line.group}`,
      align: "right" as const,
      render: (_: unknown, { at }: { at: number }) => {
        const one = line.points[at];
        if (!one?.people) return <span className="second">{one?.figure.value === null ? "–" : 0}</span>;
        const title = words.who(lineName(ask, line, naming), bucketName(one.bucket, result.granularity));
        return (
          <FigureLink label={title} onOpen={() => open(one.cell, title)}>
            {figure(ask, line, one.figure.value, naming)}
          </FigureLink>
        );
      },
    })),
  ];
  return (
    <Table
      size="small"
      rowKey={({ at }) => at}
      columns={columns}
      dataSource={places}
      pagination={{ pageSize: 14, hideOnSinglePage: true, showSizeChanger: false, style: { padding: "0 20px" } }}
      scroll={{ x: 200 + 110 * result.lines.length }}
    />
  );
}

export const TRENDS: Telling<"trends"> = {
  said,
  rows,
  empty: (result) => result.lines.every((line) => line.people === 0),
  View: TrendsView,
};
