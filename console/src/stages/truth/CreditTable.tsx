import { Link } from "@tanstack/react-router";
import { Table, type TableColumnsType, Tooltip } from "antd";
import { language, useWords } from "@/lib/language";
import { percent, yuan, yuanShort } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Info, Meter } from "@/ui/Figures";
import { Counted } from "./Counted";
import { type Dimension, given, type Line, largest, lineName, type Measure, MODELS, type Model } from "./credit";
import { CREDIT } from "./credit.copy";
import { decimal, range } from "./told";

interface TableProps {
  lines: Line[];
  by: Dimension;
  measure: Measure;
}

/** All models side by side, and beside them what an experiment says, where there is one. */
export function CreditTable({ lines, by, measure }: TableProps) {
  const words = useWords(CREDIT);
  const columns = useColumns(lines, by, measure);
  const causal = lines.some((line) => line.caused);
  return (
    <Card
      title={
        <>
          {words.table}
          <Info>
            {MODELS.map((model) => (
              <div key={model}>
                <b>{words.models[model]}</b> {words.modelHow[model]}
              </div>
            ))}
          </Info>
        </>
      }
      flush
      extra={
        !causal && (
          <span className="second small">
            {words.noneCausal}{" "}
            <Link to="/experiments" className="underlined">
              {words.plan}
            </Link>
          </span>
        )
      }
    >
      <Table<Line>
        rowKey="value"
        size="small"
        columns={columns}
        dataSource={lines}
        pagination={lines.length > 30 ? { pageSize: 30, showSizeChanger: false, size: "small" } : false}
        scroll={{ x: 1150 }}
      />
    </Card>
  );
}

function useColumns(lines: Line[], by: Dimension, measure: Measure): TableColumnsType<Line> {
  const words = useWords(CREDIT);
  const chosen = language.use();
  const most = largest(lines, MODELS, measure);
  const model = (name: Model): TableColumnsType<Line>[number] => ({
    title: <span title={words.modelHow[name]}>{words.models[name]}</span>,
    showSorterTooltip: false,
    key: name,
    align: "right",
    sorter: (a, b) => (given(a, name, measure) ?? 0) - (given(b, name, measure) ?? 0),
    defaultSortOrder: name === "markov" ? "descend" : undefined,
    render: (_, line) => <Given line={line} model={name} measure={measure} most={most} />,
  });
  return [
    {
      title: words.by[by],
      key: "value",
      fixed: "left",
      width: 132,
      render: (_, line) => {
        const name = lineName(line, by, chosen);
        return (
          <span className="ellipsis" style={{ maxWidth: 150, display: "inline-block" }} title={name}>
            {name}
          </span>
        );
      },
    },
    {
      title: words.touched,
      key: "people",
      align: "right",
      sorter: (a, b) => (a.people ?? 0) - (b.people ?? 0),
      render: (_, line) =>
        line.people === null ? (
          "–"
        ) : (
          <Tooltip title={words.touches((line.touches ?? 0).toLocaleString("en-US"))}>
            <span>
              <Counted cell={line.cell} people={line.people} title={`${lineName(line, by, chosen)} · ${words.touched}`}>
                <Count value={line.people} />
              </Counted>
            </span>
          </Tooltip>
        ),
    },
    ...MODELS.map(model),
    {
      title: (
        <>
          {words.causal}
          <Info>{words.causalHow}</Info>
        </>
      ),
      key: "caused",
      align: "right",
      className: "causal",
      fixed: "right",
      width: 158,
      render: (_, line) => <Caused line={line} />,
    },
  ];
}

function Given({ line, model, measure, most }: { line: Line; model: Model; measure: Measure; most: number }) {
  const words = useWords(CREDIT);
  const chosen = language.use();
  const value = given(line, model, measure);
  const credit = line.credit[model];
  if (value === null || !credit) return <span className="second">–</span>;
  const text = measure === "conversions" ? decimal(value) : yuanShort(Math.round(value), chosen);
  const bounds = range(credit.low, credit.high, decimal);
  const exact = measure === "conversions" ? `${words.interval} ${bounds}` : yuan(Math.round(value));
  return (
    <Tooltip
      title={
        <>
          {exact}
          {model === "markov" && <div>{words.removal(percent(line.removal.effect))}</div>}
        </>
      }
    >
      <div className="given">
        <span>{text}</span>
        <Meter share={most ? value / most : 0} label={text} />
      </div>
    </Tooltip>
  );
}

function Caused({ line }: { line: Line }) {
  const words = useWords(CREDIT);
  const { caused } = line;
  if (!caused) return <span className="second small">{words.noCausal}</span>;
  return (
    <div className="given">
      <Link to="/experiments/$ref" params={{ ref: caused.experiment }}>
        {words.caused(decimal(caused.conversions))}
      </Link>
      <span className="second small">{range(caused.low, caused.high, decimal)}</span>
      {caused.significant ? (
        <span className="second small">
          {caused.per_credited !== null && words.perCredited(caused.per_credited.toFixed(2))}
        </span>
      ) : (
        <span className="second small wrap">{words.notSure}</span>
      )}
    </div>
  );
}
