import type { Unit, UnitKind } from "./access.api";

export interface Branch {
  unit: Unit;
  children: Branch[];
}

/** This will hang units below their parents; whose parent is out of sight stands on top. */
export function treeOf(units: Unit[]): Branch[] {
  const branches = new Map(units.map((unit) => [unit.code, { unit, children: [] as Branch[] }]));
  const tops: Branch[] = [];
  for (const branch of branches.values()) (branches.get(branch.unit.parent ?? "")?.children ?? tops).push(branch);
  return tops;
}

const ORDER: UnitKind[] = ["headquarters", "region", "dealer", "store"];

/** This will say which levels may stand below a unit: any lower one. */
export function below(kind: UnitKind): UnitKind[] {
  return ORDER.slice(ORDER.indexOf(kind) + 1);
}

/** This will say under whom a unit may hang: a higher level, and nothing that hangs below itself. */
export function parentsFor(unit: Unit, units: Unit[]): Unit[] {
  const inside = new Set([unit.code]);
  for (const one of units) if (one.parent && inside.has(one.parent)) inside.add(one.code);
  return units.filter((one) => !inside.has(one.code) && below(one.kind).includes(unit.kind));
}
