import { Segmented, Table, type TableColumnsType } from "antd";
import { useCallback, useMemo, useState } from "react";
import { copy, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Chip } from "@/ui/Chip";
import { FigureLink } from "@/widgets/FigureLink";
import type { Telling, ViewProps } from "./kind";
import { type Line, net, option, type Point, rows, STATES, said, stateName } from "./life_cycle";
import { useNaming } from "./naming";

const WORDS = copy(
  {
    label: "每一期新来、留下、回来、沉默的人",
    begins: "开始于",
    net: "活跃净变化",
    open: "还没结束",
    who: (when: string, state: string) => `${when} 起，${state}的人`,
    note: "新来：第一次出现；留下：上一期也来了；回来：隔了至少一期；沉默：上一期来了，这一期没来。",
  },
  {
    label: "New, returning, back again, dormant, bucket by bucket",
    begins: "Begins",
    net: "Net active",
    open: "not over",
    who: (when: string, state: string) => `From ${when}: ${state}`,
    note: "New: for the first time ever. Returning: also in the one before. Back again: not in the one before. Dormant: in the one before, not in this one.",
  },
);

export function LifeCycleView({ ask, result, open, height }: ViewProps<"life_cycle">) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const [group, setGroup] = useState<string | null>(null);
  const line = result.lines.find((one) => one.group === group) ?? result.lines[0];
  const drawn = useMemo(() => (line ? option(line, result, naming) : {}), [line, result, naming]);
  const pick = useCallback(
    (picked: { seriesIndex?: number; dataIndex?: number }) => {
      const point = line?.points[picked.dataIndex ?? 0];
      const state = STATES[picked.seriesIndex ?? 0];
      const cell = state && point?.cells[state];
      if (point && state && cell) open(cell, words.who(point.bucket, stateName(state, naming.zh)));
    },
    [line, naming, open, words],
  );
  if (!line) return null;
  const chart = <Chart option={drawn} height={height ?? 320} label={words.label} onPick={pick} />;
  if (height !== undefined) return chart;
  return (
    <>
      <Card
        extra={
          result.lines.length > 1 && (
            <Segmented
              size="small"
              value={line.group ?? ""}
              onChange={setGroup}
              options={result.lines
                .slice(0, 8)
                .map((one) => ({ value: one.group ?? "", label: naming.group(one.group, ask.breakdown) }))}
            />
          )
        }
      >
        {chart}
        <p className="second small">{words.note}</p>
      </Card>
      <Card flush>
        <Points line={line} open={open} />
      </Card>
    </>
  );
}

function Points({ line, open }: Pick<ViewProps<"life_cycle">, "open"> & { line: Line }) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const columns: TableColumnsType<Point> = [
    {
      title: words.begins,
      key: "bucket",
      render: (_, point) => (
        <span className="row tight nowrap">
          {point.bucket}
          {!point.complete && <Chip tone="quiet">{words.open}</Chip>}
        </span>
      ),
    },
    ...STATES.map((state) => ({
      title: stateName(state, naming.zh),
      key: state,
      align: "right" as const,
      render: (_: unknown, point: Point) => {
        const cell = point.cells[state];
        const title = words.who(point.bucket, stateName(state, naming.zh));
        if (!point[state] || !cell) return 0;
        return (
          <FigureLink label={title} onOpen={() => open(cell, title)}>
            {count(point[state], naming.chosen)}
          </FigureLink>
        );
      },
    })),
    {
      title: words.net,
      key: "net",
      align: "right",
      render: (_, point) => `${net(point) > 0 ? "+" : ""}${count(net(point), naming.chosen)}`,
    },
  ];
  return (
    <Table
      size="small"
      rowKey="bucket"
      columns={columns}
      dataSource={line.points.toReversed()}
      pagination={false}
      scroll={{ x: 560 }}
    />
  );
}

export const LIFE_CYCLE: Telling<"life_cycle"> = {
  said,
  rows,
  empty: (result) =>
    result.lines.every((line) => line.points.every((one) => one.new + one.returning + one.resurrecting === 0)),
  View: LifeCycleView,
};
