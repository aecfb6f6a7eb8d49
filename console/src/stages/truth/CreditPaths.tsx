import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Money } from "@/ui/Figures";
import { type Dimension, type Found, pathName } from "./credit";
import { CREDIT } from "./credit.copy";

type Path = Found["paths"][number];

/** Which journeys converted most often: what every model shares out. */
export function CreditPaths({ paths, by }: { paths: Path[]; by: Dimension }) {
  const words = useWords(CREDIT);
  return (
    <Card title={words.paths} flush>
      <Table<Path>
        rowKey={(path) => path.touches.join(">")}
        size="small"
        columns={useColumns(by)}
        dataSource={paths}
        pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true, size: "small" }}
        scroll={{ x: 760 }}
      />
    </Card>
  );
}

function useColumns(by: Dimension): TableColumnsType<Path> {
  const words = useWords(CREDIT);
  const chosen = language.use();
  return [
    {
      title: words.path,
      key: "path",
      render: (_, path) => (
        <span className="journey">
          {folded(path.touches).map(([touch, times], place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a journey may meet one channel twice
            <span key={place}>
              {pathName(touch, by, chosen)}
              {times > 1 && <i> ×{times}</i>}
            </span>
          ))}
        </span>
      ),
    },
    {
      title: words.conversions,
      key: "conversions",
      align: "right",
      width: 100,
      sorter: (a, b) => a.conversions - b.conversions,
      defaultSortOrder: "descend",
      render: (_, path) => <Count value={path.conversions} />,
    },
    {
      title: words.value,
      key: "value",
      align: "right",
      width: 130,
      sorter: (a, b) => a.value_fen - b.value_fen,
      render: (_, path) => <Money fen={path.value_fen} short />,
    },
    {
      title: words.nulls,
      key: "nulls",
      align: "right",
      width: 100,
      sorter: (a, b) => a.nulls - b.nulls,
      render: (_, path) => <Count value={path.nulls} />,
    },
    {
      title: words.rate,
      key: "rate",
      align: "right",
      width: 100,
      sorter: (a, b) => rate(a) - rate(b),
      render: (_, path) => percent(rate(path)),
    },
  ];
}

function rate(path: Path): number {
  return path.conversions / Math.max(1, path.conversions + path.nulls);
}

/** This will write touches of one value in a row as one, with how many there were. */
export function folded(touches: readonly string[]): [string, number][] {
  const found: [string, number][] = [];
  for (const touch of touches) {
    const last = found.at(-1);
    if (last && last[0] === touch) last[1] += 1;
    else found.push([touch, 1]);
  }
  return found;
}
