import { Table, type TableColumnsType } from "antd";
import { language, useWords } from "@/lib/language";
import { percent, yuan } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Info } from "@/ui/Figures";
import { stay } from "./FlowDetail";
import { wayBefore } from "./flow";
import { FLOW } from "./flow.copy";
import { DEPTH, type FlowMap, type Way, wayKey, wayName } from "./pools";
import { points } from "./told";

interface WaysProps {
  map: FlowMap;
  before: FlowMap | null;
  formula: string;
  at: string | undefined;
  onPick: (at: string) => void;
}

const FEW = 30;

/** Every way in figures: the map for those who compare. */
export function FlowWays({ map, before, formula, at, onPick }: WaysProps) {
  const words = useWords(FLOW);
  const columns = useColumns(map, before, formula);
  const ways = map.edges.filter((way) => way.source !== "nobody");
  return (
    <Card title={words.ways} flush>
      <Table<Way>
        rowKey={wayKey}
        size="small"
        columns={columns}
        dataSource={ways}
        pagination={false}
        scroll={{ x: 720, y: 420 }}
        rowClassName={(way) => (wayKey(way) === at ? "clickable picked" : "clickable")}
        onRow={(way) => ({ onClick: () => onPick(wayKey(way)) })}
      />
    </Card>
  );
}

function useColumns(map: FlowMap, before: FlowMap | null, formula: string): TableColumnsType<Way> {
  const words = useWords(FLOW);
  const chosen = language.use();
  const push = (way: Way) => map.pushes.find((one) => wayKey(one) === wayKey(way));
  return [
    {
      title: words.wayHead,
      key: "way",
      width: 196,
      sorter: (a, b) => DEPTH.indexOf(a.source) - DEPTH.indexOf(b.source),
      render: (_, way) => (
        <span className="row tight nowrap" style={{ whiteSpace: "nowrap" }}>
          <i className={`flow-dot ${way.leak ? "leak" : "on"}`} />
          {/* the row hears the click; this is how the keyboard makes one */}
          <button type="button" className="figure-link">
            {wayName(way, chosen)}
          </button>
        </span>
      ),
    },
    {
      title: words.moves,
      key: "moves",
      align: "right",
      defaultSortOrder: "descend",
      sorter: (a, b) => a.moves - b.moves,
      render: (_, way) => <Count value={way.moves} />,
    },
    {
      title: words.conversion,
      key: "conversion",
      align: "right",
      sorter: (a, b) => (a.conversion ?? 0) - (b.conversion ?? 0),
      render: (_, way) => (
        <span title={way.moves < FEW ? words.few : undefined}>
          {way.moves < FEW && "~ "}
          {percent(way.conversion)}
        </span>
      ),
    },
    {
      title: words.change,
      key: "change",
      align: "right",
      render: (_, way) => {
        const was = wayBefore(before, way);
        const small = way.moves < FEW || !was || was.moves < FEW;
        return <span className="second">{small ? "–" : points(way.conversion, was.conversion, chosen)}</span>;
      },
    },
    {
      title: words.median,
      key: "median",
      align: "right",
      sorter: (a, b) => (a.median_days ?? 0) - (b.median_days ?? 0),
      render: (_, way) => (way.median_days === null ? "–" : stay(way.median_days, words)),
    },
    {
      title: (
        <>
          {words.gain}
          <Info>{formula}</Info>
        </>
      ),
      key: "gain",
      align: "right",
      width: 152,
      sorter: (a, b) => (push(a)?.gain_fen ?? 0) - (push(b)?.gain_fen ?? 0),
      render: (_, way) => {
        const found = push(way);
        return found ? yuan(Math.round(found.gain_fen)) : <span className="second">–</span>;
      },
    },
  ];
}
