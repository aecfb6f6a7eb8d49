import { Segmented, Table, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import { copy, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Meter } from "@/ui/Figures";
import { FigureLink } from "@/widgets/FigureLink";
import type { Telling, ViewProps } from "./kind";
import { useNaming } from "./naming";
import { option, pathName, rows, said, type Way } from "./paths";

const WORDS = copy(
  {
    label: "路径图：从左到右按先后",
    path: "路径",
    times: "次数",
    people: "人数",
    share: "占全部",
    top: "最常见的走法",
    note: "灰色是到此为止；每一步只画最大的 5 种，其余合在“其他行为”里。",
  },
  {
    label: "Paths, in the order of time from left to right",
    path: "Path",
    times: "Times",
    people: "People",
    share: "Of all",
    top: "The most frequent ways",
    note: "Grey is where it was over. Each step shows its five largest; the rest is in “Others”.",
  },
);

export function PathsView({ ask, result, open, height }: ViewProps<"paths">) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const [group, setGroup] = useState<string | null>(null);
  const way = result.lines.find((one) => one.group === group) ?? result.lines[0];
  const drawn = useMemo(
    () => (way ? option(way, result.backwards, naming, height !== undefined) : {}),
    [way, result.backwards, naming, height],
  );
  if (!way) return null;
  const chart = <Chart option={drawn} height={height ?? 420} label={words.label} />;
  if (height !== undefined) return chart;
  return (
    <>
      <Card
        extra={
          result.lines.length > 1 && (
            <Segmented
              size="small"
              value={way.group ?? ""}
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
      <Card title={words.top} flush>
        <Top way={way} open={open} />
      </Card>
    </>
  );
}

function Top({ way, open }: Pick<ViewProps<"paths">, "open"> & { way: Way }) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const columns: TableColumnsType<Way["top"][number]> = [
    { title: words.path, key: "path", render: (_, one) => pathName(one.path, naming) },
    {
      title: words.times,
      key: "times",
      align: "right",
      width: 90,
      render: (_, one) => count(one.paths, naming.chosen),
    },
    {
      title: words.people,
      key: "people",
      align: "right",
      width: 90,
      render: (_, one) => (
        <FigureLink label={pathName(one.path, naming)} onOpen={() => open(one.cell, pathName(one.path, naming))}>
          {count(one.people, naming.chosen)}
        </FigureLink>
      ),
    },
    {
      title: words.share,
      key: "share",
      align: "right",
      width: 110,
      render: (_, one) => (
        <div>
          {percent(one.share.value)}
          <Meter share={one.share.value ?? 0} />
        </div>
      ),
    },
  ];
  return (
    <Table
      size="small"
      rowKey={(one) => one.path.join("\u0001")}
      columns={columns}
      dataSource={way.top}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false, style: { padding: "0 20px" } }}
      scroll={{ x: 480 }}
    />
  );
}

export const PATHS: Telling<"paths"> = {
  said,
  rows,
  empty: (result) => result.lines.every((way) => way.paths === 0),
  View: PathsView,
};
