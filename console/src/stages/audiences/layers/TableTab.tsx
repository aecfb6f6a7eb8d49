import { Select, Table, type TableColumnsType } from "antd";
import { useRef, useState } from "react";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { DefinitionSheet } from "@/widgets/DefinitionSheet";
import { Exports } from "@/widgets/Exports";
import { channelName, trustName } from "@/widgets/names";
import { useUrl } from "@/widgets/useUrl";
import type { Picked } from "./LayeringTab";
import { type Table as Cross, useTable } from "./layers.api";
import { WORDS } from "./more.copy";
import { type Row, rowsOf, valuesOf, written } from "./tables";

const SEVERAL = new Set(["code", "brand", "unit"]);

/** People by one dimension or two; any cell opens its people. */
export function TableTab() {
  const words = useWords(WORDS);
  const [url, set] = useUrl<{ row: string; column: string }>();
  const row = String(url.row ?? "channel");
  const column = String(url.column ?? "life_cycle");
  const crossed = column !== "none" && column !== row;
  const query = useTable(crossed ? [row, column] : [row]);
  const chosen = language.use();
  const picture = useRef<HTMLDivElement>(null);
  const found = query.data;
  // the server counts at most one dimension of which somebody may have several values
  const options = (other: string) =>
    Object.entries(words.dimensions).map(([value, label]) => ({
      value,
      label,
      disabled: value === other || (SEVERAL.has(value) && SEVERAL.has(other)),
    }));
  return (
    <>
      <div className="row" style={{ gap: 16 }}>
        <span className="row">
          <span className="second">{words.rows}</span>
          <Select
            aria-label={words.rows}
            value={row}
            options={options(column)}
            onChange={(next) => set({ row: next })}
            style={{ width: 190 }}
          />
        </span>
        <span className="row">
          <span className="second">{words.columns}</span>
          <Select
            aria-label={words.columns}
            value={crossed ? column : "none"}
            options={[{ value: "none", label: words.none }, ...options(row)]}
            onChange={(next) => set({ column: next })}
            style={{ width: 190 }}
          />
        </span>
        {found && (
          <span className="push">
            <Exports
              name={[row, ...(crossed ? [column] : [])].map((one) => words.dimensions[one] ?? one).join(" × ")}
              rows={() =>
                written(found, (place, value) => valueName(found, place, value, chosen), {
                  row: words.dimensions[row] ?? row,
                  total: words.total,
                })
              }
              picture={picture}
              whole
            />
          </span>
        )}
      </div>
      <div ref={picture}>
        <Card flush>
          <Answer query={query} loading={420}>
            {(table) => <Full table={table} row={row} />}
          </Answer>
        </Card>
      </div>
    </>
  );
}

function Full({ table, row }: { table: Cross; row: string }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [picked, setPicked] = useState<Picked>();
  const rows = rowsOf(table);
  const several = table.dimensions.some((one) => one.several);
  const all = rows.reduce((sum, one) => sum + one.people, 0);
  if (!rows.length) return <Empty title={words.empty}>{words.emptyWhy}</Empty>;
  return (
    <>
      <p className="table-answer">
        {!several && words.tableAnswer(count(all, chosen), words.dimensions[row] ?? row)}
        {several && <span className="second small">{words.several}</span>}
        {table.left_off > 0 && <span className="second small"> {words.left(table.left_off)}</span>}
      </p>
      <Crossed table={table} rows={rows} all={all} onPick={setPicked} />
      <DefinitionSheet
        open={picked !== undefined}
        onClose={() => setPicked(undefined)}
        title={picked?.title}
        definition={picked?.definition}
        count={picked?.people}
      />
    </>
  );
}

interface CrossedProps {
  table: Cross;
  rows: Row[];
  all: number;
  onPick: (picked: Picked) => void;
}

function Crossed({ table, rows, all, onPick }: CrossedProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const name = (place: number, value: string): string => valueName(table, place, value, chosen);
  const columns = table.dimensions.length > 1 ? valuesOf(table, 1) : [];
  const figure = (row: Row, value: string) => {
    const cell = row.cells[value];
    if (!cell?.people) return <span className="second">·</span>;
    const title = [name(0, row.value), value && name(1, value)].filter(Boolean).join(" · ");
    const text = (
      <>
        {count(cell.people, chosen)}{" "}
        <span className="small second">{percent(cell.people / (value ? row.people : all))}</span>
      </>
    );
    if (!cell.segment) return text;
    const { segment, people } = cell;
    return (
      <button type="button" className="cell-link" onClick={() => onPick({ title, definition: segment, people })}>
        {text}
      </button>
    );
  };
  const shown: TableColumnsType<Row> = [
    {
      title: words.dimensions[table.dimensions[0]?.name ?? ""],
      key: "value",
      fixed: "left",
      width: 170,
      render: (_, row) => name(0, row.value),
    },
    {
      title: words.total,
      key: "all",
      align: "right",
      sorter: (a, b) => a.people - b.people,
      render: (_, row) => (columns.length ? count(row.people, chosen) : figure(row, "")),
    },
    ...columns.map((value) => ({
      title: name(1, value),
      key: `c${value}`,
      align: "right" as const,
      sorter: (a: Row, b: Row) => (a.cells[value]?.people ?? 0) - (b.cells[value]?.people ?? 0),
      render: (_: unknown, row: Row) => figure(row, value),
    })),
  ];
  return (
    <Table
      rowKey="value"
      columns={shown}
      dataSource={rows}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 340 + columns.length * 96 }}
    />
  );
}

/** A value by the console's names where it has one, else by the server's Chinese. */
function valueName(table: Cross, place: number, value: string, chosen: "zh" | "en"): string {
  const dimension = table.dimensions[place];
  const chinese = dimension?.values[value];
  if (dimension?.name === "channel" && value !== "none") return channelName(value, chosen);
  if (dimension?.name === "trust" && value !== "none") return trustName(value, chosen);
  if (chosen === "zh") return chinese ?? value;
  return value.replaceAll("_", " ");
}
