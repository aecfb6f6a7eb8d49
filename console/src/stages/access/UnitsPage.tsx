import { Button, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Answer } from "@/widgets/Answer";
import { useStaffList } from "@/widgets/actors";
import { unitKindName } from "@/widgets/names";
import { useUnitList } from "@/widgets/units";
import type { Unit } from "./access.api";
import { UNITS as WORDS } from "./staff.copy";
import { type Branch, below, treeOf } from "./tree";
import { UnitForm } from "./UnitForm";
import "./access.css";

interface Line {
  key: string;
  unit: Unit;
  children?: Line[];
}

/** How are we organized, and who sees what? */
export function UnitsPage() {
  const words = useWords(WORDS);
  const query = useUnitList();
  const may = useMay();
  const [open, setOpen] = useState<{ unit: Unit | null; parent: Unit | null } | null>(null);
  const units = query.data ?? [];
  const [top] = units;
  return (
    <Page
      title={words.title}
      answer={query.data ? words.answer(units.length, units.filter((one) => one.kind === "store").length) : " "}
      tools={
        may("staff.manage") &&
        top && (
          <Button type="primary" onClick={() => setOpen({ unit: null, parent: top })}>
            {words.add}
          </Button>
        )
      }
    >
      <Card flush>
        <Answer query={query} loading={420}>
          {(found) => (
            <Tree
              units={found}
              onAdd={(parent) => setOpen({ unit: null, parent })}
              onChange={(unit) => setOpen({ unit, parent: null })}
            />
          )}
        </Answer>
      </Card>
      {open && <UnitForm {...open} units={units} onClose={() => setOpen(null)} />}
    </Page>
  );
}

interface TreeProps {
  units: Unit[];
  onAdd: (parent: Unit) => void;
  onChange: (unit: Unit) => void;
}

function Tree({ units, onAdd, onChange }: TreeProps) {
  const columns = useColumns({ onAdd, onChange });
  return (
    <Table<Line>
      columns={columns}
      dataSource={treeOf(units).map(lineOf)}
      expandable={{ defaultExpandAllRows: units.length <= 60 }}
      pagination={false}
      scroll={{ x: 760 }}
    />
  );
}

function lineOf(branch: Branch): Line {
  const { unit, children } = branch;
  return { key: unit.code, unit, ...(children.length && { children: children.map(lineOf) }) };
}

function useColumns({ onAdd, onChange }: Omit<TreeProps, "units">): TableColumnsType<Line> {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const staff = useStaffList();
  const many = (code: string): number => (staff.data ?? []).filter((one) => one.unit === code).length;
  const changes: TableColumnsType<Line> = [
    { title: words.staff, key: "staff", align: "right", render: (_, { unit }) => many(unit.code) || "–" },
    {
      title: "",
      key: "change",
      align: "right",
      render: (_, { unit }) => (
        <span className="row nowrap" style={{ justifyContent: "flex-end" }}>
          {below(unit.kind).length > 0 && (
            <Button size="small" type="text" onClick={() => onAdd(unit)}>
              {words.addBelow}
            </Button>
          )}
          <Button size="small" type="text" onClick={() => onChange(unit)}>
            {words.change}
          </Button>
        </span>
      ),
    },
  ];
  return [
    { title: words.name, key: "name", render: (_, { unit }) => unit.name },
    { title: words.code, key: "code", render: (_, { unit }) => <span className="mono">{unit.code}</span> },
    {
      title: words.kind,
      key: "kind",
      render: (_, { unit }) => <Chip tone="quiet">{unitKindName(unit.kind, chosen)}</Chip>,
    },
    ...(may("staff.manage") ? changes : []),
  ];
}
