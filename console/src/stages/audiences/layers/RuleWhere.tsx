import { Button } from "antd";
import { useMemo } from "react";
import { useWords } from "@/lib/language";
import { Block } from "../Block";
import { type Editing, EditingPlace } from "../editing";
import { WORDS as EDITOR } from "../editor.copy";
import { Pick } from "../fields";
import type { Node } from "../language/nodes";
import type { Lack } from "../language/problems";
import { added, doubled, moved, type Path, ROOT, removed, replaced, rooted } from "../language/tree";
import { said } from "../language/words";
import { useLexicon } from "../useLexicon";
import type { Layering } from "./layers.api";
import { type Fault, faultsIn } from "./rules";
import { WORDS } from "./rules.copy";

interface WhereProps {
  layering: Layering;
  where: Node;
  /** Where the server could not read on, from `where`. */
  refused?: string | undefined;
  open: boolean;
  onOpen?: ((open: boolean) => void) | undefined;
  onChange: (where: Node) => void;
}

/** A condition of the rules: said in a sentence, or opened in the pieces that segments are made of. */
export function RuleWhere({ layering, where, refused, open, onOpen, onChange }: WhereProps) {
  const words = useWords(WORDS);
  const lexicon = useLexicon();
  const faults = useMemo(() => faultsIn(layering, rooted(where)), [layering, where]);
  const wrong = [...faults].find(([, fault]) => fault in words.faults);
  const empty = faults.get("where") === "empty";
  // the server reads what is in a group of one, the editor shows the group
  const told = rooted(where).of.length === 1 ? refused?.replace("where", "where.of.0") : refused;
  return (
    <>
      {open ? (
        <Opened where={where} faults={faults} refused={told ?? wrong?.[0]} onChange={onChange} />
      ) : (
        <p className={faults.size ? "lack" : "second"}>{empty ? words.none : said(where, lexicon)}</p>
      )}
      {wrong && <p className="lack">{words.faults[wrong[1]]}</p>}
      {onOpen && (
        <Button size="small" onClick={() => onOpen(!open)}>
          {open ? words.fold : words.edit}
        </Button>
      )}
    </>
  );
}

interface OpenedProps {
  where: Node;
  faults: ReadonlyMap<string, Fault>;
  refused: string | undefined;
  onChange: (where: Node) => void;
}

function Opened({ where, faults, refused, onChange }: OpenedProps) {
  const words = useWords(EDITOR);
  const root = rooted(where);
  const put = (next: Node): void => onChange(rooted(next));
  const editing: Editing = {
    change: (path: Path, change) => put(replaced(root, path, change)),
    add: (path, node) => put(added(root, path, node)),
    remove: (path) => put(removed(root, path)),
    double: (path) => put(doubled(root, path)),
    move: (path, by) => put(moved(root, path, by)),
    lacks: useMemo(() => lacksOf(faults, words.lack), [faults, words]),
    met: NOBODY,
    refused,
  };
  return (
    <EditingPlace value={editing}>
      {root.of.length > 1 && (
        <Pick
          label={words.groupLabel}
          value={root.kind}
          options={[
            { value: "all", label: words.group.all },
            { value: "any", label: words.group.any },
          ]}
          onChange={(kind) => put({ ...root, kind })}
        />
      )}
      <Block group={root} path={ROOT} />
    </EditingPlace>
  );
}

/** Nobody is tested while rules are written. */
const NOBODY: ReadonlyMap<string, boolean> = new Map();

/** What is missing in a condition; what cannot stand here at all is said below it. */
function lacksOf(faults: ReadonlyMap<string, Fault>, known: Record<Lack, string>): Map<string, Lack> {
  return new Map([...faults].filter((one): one is [string, Lack] => one[1] in known));
}
