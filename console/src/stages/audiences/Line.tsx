import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { type ReactNode, useState } from "react";
import { useWords } from "@/lib/language";
import { useEditing } from "./editing";
import { WORDS } from "./editor.copy";
import { JsonLeaf } from "./JsonLeaf";
import type { Node } from "./language/nodes";
import { isGroup, negated, type Path, written } from "./language/tree";

interface LineProps {
  node: Node;
  path: Path;
  /** Where it stands among how many. */
  place: number;
  of: number;
  children: ReactNode;
}

/** A condition with what may be done to it, what it still lacks, and whether the tested person meets it. */
export function Line({ node, path, place, of, children }: LineProps) {
  const words = useWords(WORDS);
  const editing = useEditing();
  const [written_, setWritten] = useState(false);
  const here = written(path);
  const within = `${here}.of`;
  const lack = editing.lacks.get(here) ?? (node.kind === "not" ? editing.lacks.get(within) : undefined);
  const refused = editing.refused === here || (node.kind === "not" && editing.refused === within);
  const met = editing.met.get(here);
  return (
    <div className={refused ? "line refused" : "line"} data-path={here}>
      <div className="line-body">
        {written_ ? (
          <JsonLeaf
            node={node}
            onTake={(next) => {
              editing.change(path, () => next);
              setWritten(false);
            }}
            onDrop={() => setWritten(false)}
          />
        ) : (
          children
        )}
        {lack && <span className="lack">{words.lack[lack]}</span>}
      </div>
      <div className="line-tools">
        {met !== undefined && <span className={met ? "verdict met" : "verdict"}>{met ? words.met : words.unmet}</span>}
        <Menu node={node} path={path} place={place} of={of} onWrite={() => setWritten(true)} />
      </div>
    </div>
  );
}

interface MenuOf {
  node: Node;
  path: Path;
  place: number;
  of: number;
  onWrite: () => void;
}

function Menu({ node, path, place, of, onWrite }: MenuOf) {
  const words = useWords(WORDS);
  const editing = useEditing();
  const item = (key: string, label: string, onClick: () => void, icon?: ReactNode) => ({ key, label, onClick, icon });
  const items: MenuProps["items"] = [
    ...(place > 0 ? [item("up", words.up, () => editing.move(path, -1), <ArrowUpOutlined />)] : []),
    ...(place < of - 1 ? [item("down", words.down, () => editing.move(path, 1), <ArrowDownOutlined />)] : []),
    item("turn", words.turn, () => editing.change(path, negated)),
    ...(isGroup(node)
      ? []
      : [item("wrap", words.wrap, () => editing.change(path, (one) => ({ kind: "any", of: [one] })))]),
    node.kind === "as_of"
      ? item("now", words.now, () => editing.change(path, (one) => (one.kind === "as_of" ? one.of : one)))
      : item("earlier", words.earlier, () => editing.change(path, (one) => ({ kind: "as_of", ago: "7d", of: one }))),
    item("double", words.double, () => editing.double(path)),
    item("json", words.json, onWrite),
    { type: "divider" },
    { ...item("remove", words.remove, () => editing.remove(path), <DeleteOutlined />), danger: true },
  ];
  return (
    <>
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        aria-label={words.remove}
        title={words.remove}
        onClick={() => editing.remove(path)}
      />
      <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
        <Button size="small" type="text" icon={<EllipsisOutlined />} aria-label={words.more} />
      </Dropdown>
    </>
  );
}
