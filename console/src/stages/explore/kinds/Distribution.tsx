import { Table, type TableColumnsType } from "antd";
import { useCallback, useMemo } from "react";
import { copy, useWords } from "@/lib/language";
import { count, full, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Figure, Figures, Meter } from "@/ui/Figures";
import { FigureLink } from "@/widgets/FigureLink";
import { histogram, trimmed } from "./bins";
import { binName, type Line, rows, type Slot, said, whatOf } from "./distribution";
import type { Telling, ViewProps } from "./kind";
import { useNaming } from "./naming";

const WORDS = copy(
  {
    bin: "档",
    people: "人数",
    events: "次数",
    share: "占比",
    low: "四分之一不超过",
    middle: "中位",
    high: "四分之三不超过",
    tail: "九成不超过",
    mean: "平均",
    unitPeople: "人",
    unitEvents: "次",
  },
  {
    bin: "Bin",
    people: "People",
    events: "Events",
    share: "Share",
    low: "25% up to",
    middle: "Median",
    high: "75% up to",
    tail: "90% up to",
    mean: "Mean",
    unitPeople: "people",
    unitEvents: "times",
  },
);

export function DistributionView({ ask, result, open, height }: ViewProps<"distribution">) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const ofEvents = result.of === "value";
  const clock = result.of === "hour" || result.of === "weekday";
  const size = useCallback((slot: Slot): number => (ofEvents ? slot.events : slot.people), [ofEvents]);
  const { from, slots } = useMemo(() => span(result.lines, size, clock), [result.lines, size, clock]);
  const drawn = useMemo(() => {
    const groups = result.lines.slice(0, 8).map((line) => ({
      name: naming.group(line.group, ask.breakdown),
      bars: line.bins
        .slice(from, from + slots)
        .map((slot) => ({ name: binName(slot, result.of, naming.zh), value: size(slot) })),
    }));
    return histogram(groups, naming, ofEvents ? words.unitEvents : words.unitPeople);
  }, [ask, result, naming, from, slots, size, ofEvents, words]);
  const pick = useCallback(
    (picked: { seriesIndex?: number; dataIndex?: number }) => {
      const line = result.lines[picked.seriesIndex ?? 0];
      const slot = line?.bins[from + (picked.dataIndex ?? 0)];
      if (slot) open(slot.cell, `${whatOf(ask, naming)} · ${binName(slot, result.of, naming.zh)}`);
    },
    [ask, result, naming, open, from],
  );
  const chart = <Chart option={drawn} height={height ?? 300} label={whatOf(ask, naming)} onPick={pick} />;
  if (height !== undefined) return chart;
  const line = result.lines[0];
  return (
    <>
      {line?.quantiles && result.lines.length === 1 && <Quantiles line={line} />}
      <Card title={whatOf(ask, naming)}>{chart}</Card>
      {line && result.lines.length === 1 && (
        <Card flush>
          <Bins line={line} from={from} slots={slots} of={result.of} open={open} title={whatOf(ask, naming)} />
        </Card>
      )}
    </>
  );
}

/** Which bins are shown: all of a clock, else from the first to the last that holds anybody in any group. */
function span(lines: Line[], size: (slot: Slot) => number, clock: boolean): { from: number; slots: number } {
  const bins = lines[0]?.bins ?? [];
  if (clock) return { from: 0, slots: bins.length };
  const { bars, from } = trimmed(bins, (slot) =>
    lines.reduce((sum, line) => sum + size(line.bins[bins.indexOf(slot)] ?? slot), 0),
  );
  return { from, slots: bars.length };
}

function Quantiles({ line }: { line: Line }) {
  const words = useWords(WORDS);
  const q = line.quantiles ?? {};
  const shown: [string, number | null | undefined][] = [
    [words.low, q.p25],
    [words.middle, q.p50],
    [words.high, q.p75],
    [words.tail, q.p90],
    [words.mean, line.mean === null ? null : Math.round((line.mean ?? 0) * 100) / 100],
  ];
  return (
    <Figures>
      {shown.map(([label, value]) => (
        <Figure key={label} label={label}>
          {value === null || value === undefined ? "–" : full(value)}
        </Figure>
      ))}
    </Figures>
  );
}

interface BinsProps extends Pick<ViewProps<"distribution">, "open"> {
  line: Line;
  from: number;
  slots: number;
  of: string;
  title: string;
}

function Bins({ line, from, slots, of, open, title }: BinsProps) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const columns: TableColumnsType<Slot> = [
    { title: words.bin, key: "bin", render: (_, slot) => binName(slot, of, naming.zh) },
    {
      title: words.people,
      key: "people",
      align: "right",
      render: (_, slot) => {
        const name = `${title} · ${binName(slot, of, naming.zh)}`;
        return slot.people ? (
          <FigureLink label={name} onOpen={() => open(slot.cell, name)}>
            {count(slot.people, naming.chosen)}
          </FigureLink>
        ) : (
          0
        );
      },
    },
    { title: words.events, key: "events", align: "right", render: (_, slot) => count(slot.events, naming.chosen) },
    {
      title: words.share,
      key: "share",
      align: "right",
      width: 140,
      render: (_, slot) => (
        <div>
          {percent(line.people ? slot.people / line.people : null)}
          <Meter share={line.people ? slot.people / line.people : 0} />
        </div>
      ),
    },
  ];
  return (
    <Table
      size="small"
      rowKey={(slot) => String(slot.since)}
      columns={columns}
      dataSource={line.bins.slice(from, from + slots)}
      pagination={false}
      scroll={{ x: 520 }}
    />
  );
}

export const DISTRIBUTION: Telling<"distribution"> = {
  said,
  rows,
  empty: (result) => result.lines.every((line) => line.people === 0),
  View: DistributionView,
};
