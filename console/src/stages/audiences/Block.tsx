import { useWords } from "@/lib/language";
import { daysBefore } from "@/lib/moments";
import { Adding } from "./Adding";
import { useEditing } from "./editing";
import { WORDS } from "./editor.copy";
import { Pick } from "./fields";
import { Leaf } from "./Leaf";
import { Line } from "./Line";
import type { AsOf, Group, Node } from "./language/nodes";
import { isGroup, isLeaf, negated, type Path, peeled } from "./language/tree";
import { WORDS as LINE } from "./line.copy";
import { DayField, DurationField } from "./TimeFields";

/** A group of conditions, each on a line, with what joins them before it. */
export function Block({ group, path }: { group: Group; path: Path }) {
  const words = useWords(WORDS);
  return (
    <ol className="block">
      {group.of.map((node, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name of their own, only a place
        <li key={`${place}/${group.of.length}`} className="joined">
          <span className="joint">{place ? words.join[group.kind] : ""}</span>
          <One node={node} path={[...path, place]} place={place} of={group.of.length} />
        </li>
      ))}
      <li className={group.of.length ? "joined" : "joined alone"}>
        {group.of.length > 0 && <span className="joint">{words.join[group.kind]}</span>}
        <Adding path={path} />
      </li>
    </ol>
  );
}

interface OneProps {
  node: Node;
  path: Path;
  place: number;
  of: number;
}

/** One condition, whatever it is: a sentence, a group, or something asked of an earlier moment. */
function One({ node, path, place, of }: OneProps) {
  const editing = useEditing();
  const { not, inner, inside } = peeled(node, path);
  const turn = (): void => editing.change(path, negated);
  const change = (next: Node): void => editing.change(inside, () => next);
  return (
    <Line node={node} path={path} place={place} of={of}>
      {isGroup(inner) && <Grouped group={inner} not={not} path={inside} onTurn={turn} />}
      {inner.kind === "as_of" && <Earlier node={inner} not={not} path={inside} onTurn={turn} />}
      {inner.kind === "not" && <Turned path={[...inside, "of"]} node={inner.of} onTurn={turn} />}
      {isLeaf(inner) && (
        <div className="sentence">
          <Leaf node={inner} not={not} onChange={change} onTurn={turn} />
        </div>
      )}
    </Line>
  );
}

interface PartProps<T> {
  path: Path;
  not: boolean;
  onTurn: () => void;
  group?: T;
}

function Grouped({ group, not, path, onTurn }: PartProps<Group> & { group: Group }) {
  const words = useWords(WORDS);
  const editing = useEditing();
  const value = `${not ? "not " : ""}${group.kind}`;
  const set = (next: string): void => {
    const kind = next.endsWith("all") ? "all" : "any";
    editing.change(path, (one) => (isGroup(one) ? { ...one, kind } : one));
    if (next.startsWith("not") !== not) onTurn();
  };
  return (
    <div className="nested">
      <Pick
        label={words.groupLabel}
        value={value}
        options={[
          { value: "all", label: words.group.all },
          { value: "any", label: words.group.any },
          { value: "not all", label: words.notGroup.all },
          { value: "not any", label: words.notGroup.any },
        ]}
        onChange={set}
      />
      <Block group={group} path={path} />
    </div>
  );
}

function Turned({ node, path, onTurn }: { node: Node; path: Path; onTurn: () => void }) {
  const line = useWords(LINE);
  return (
    <div className="nested">
      <Pick
        label={line.verb}
        value={"no" as "yes" | "no"}
        options={[
          { value: "yes", label: line.holds.yes },
          { value: "no", label: line.holds.no },
        ]}
        onChange={(next) => next === "yes" && onTurn()}
      />
      <One node={node} path={path} place={0} of={1} />
    </div>
  );
}

function Earlier({ node, not, path, onTurn }: PartProps<never> & { node: AsOf }) {
  const line = useWords(LINE);
  const editing = useEditing();
  const set = (change: { ago?: string; on?: string }): void =>
    editing.change(path, (one) => (one.kind === "as_of" ? { kind: "as_of", ...change, of: one.of } : one));
  return (
    <div className="nested">
      <div className="sentence">
        {not && (
          <Pick
            label={line.verb}
            value={"no" as "yes" | "no"}
            options={[
              { value: "yes", label: line.holds.yes },
              { value: "no", label: line.holds.no },
            ]}
            onChange={(next) => next === "yes" && onTurn()}
          />
        )}
        <span>{line.asOf}</span>
        <Pick
          label={line.when}
          value={node.ago ? "ago" : "on"}
          options={Object.entries(line.whens).map(([value, label]) => ({ value, label }))}
          onChange={(next) => set(next === "ago" ? { ago: "7d" } : { on: daysBefore(Date.now(), 7) })}
        />
        {node.ago ? (
          <DurationField value={node.ago} onChange={(ago) => set({ ago })} />
        ) : (
          <DayField label={line.when} value={node.on ?? ""} onChange={(on) => set({ on })} />
        )}
        <span>{node.ago ? line.ago : line.on}</span>
      </div>
      <One node={node.of} path={[...path, "of"]} place={0} of={1} />
    </div>
  );
}
