import { Select, Table, type TableColumnsType } from "antd";
import { useWords } from "@/lib/language";
import type { Column } from "./head";
import { WORDS } from "./map.copy";
import { type Choices, type RecordKind, type Target, targetsOf } from "./mapping";
import { useTargetName } from "./useTargetName";

interface ColumnTableProps {
  columns: Column[];
  record: RecordKind;
  choices: Choices;
  onChange: (column: string, target: Target | undefined) => void;
}

/** The columns of a file, what stands in them, and what each of them says. */
export function ColumnTable({ columns, record, choices, onChange }: ColumnTableProps) {
  const words = useWords(WORDS);
  const name = useTargetName();
  const read = columns.some((column) => column.samples.length);
  const taken = new Set(Object.values(choices));
  const options = (mine: Target | undefined) =>
    targetsOf(record).map(([part, targets]) => ({
      label: words.groups[part],
      options: targets
        .filter((target) => target === mine || target.endsWith(".*") || !taken.has(target))
        .map((value) => ({ value, label: name(value) })),
    }));
  const shown: TableColumnsType<Column> = [
    { title: words.column, key: "name", width: 220, render: (_, column) => <b>{column.name}</b> },
    {
      title: words.samples,
      key: "samples",
      render: (_, column) => (
        <div className="samples ellipsis" title={column.samples.join(" · ")}>
          {column.samples.join(" · ") || (read ? "–" : words.noSamples)}
        </div>
      ),
    },
    {
      title: words.target,
      key: "target",
      width: 260,
      render: (_, column) => (
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          aria-label={`${column.name}: ${words.target}`}
          placeholder={words.ignore}
          value={choices[column.name]}
          onChange={(target) => onChange(column.name, target)}
          options={options(choices[column.name])}
          style={{ width: "100%" }}
        />
      ),
    },
  ];
  return (
    <Table<Column>
      className="mapped"
      rowKey="name"
      size="small"
      columns={shown}
      dataSource={columns}
      pagination={false}
      scroll={{ x: 640 }}
    />
  );
}
