import { Select } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { useOrigins } from "@/widgets/origins";
import { useTagNames } from "@/widgets/traits";
import { useAct } from "@/widgets/useAct";
import { act, PEOPLE, type Person } from "./people.api";
import { WORDS } from "./person.copy";

/** The tags of a person, who put each on, and the way to put on and take off. */
export function Tags({ person }: { person: Person }) {
  const words = useWords(WORDS).tags;
  const may = useMay();
  const origins = useOrigins();
  return (
    <Card title={words.title}>
      {may("people.change") ? (
        <Change person={person} />
      ) : (
        <div className="row tight">
          {person.tags.length ? person.tags.map(({ tag }) => <Chip key={tag}>{tag}</Chip>) : words.none}
        </div>
      )}
      <ul className="lines" style={{ marginTop: 8 }}>
        {person.tags.map((tag) => (
          <li key={tag.tag} className="second small">
            <span>
              {words.by(tag.tag, origins(tag.added_by))} · <When at={tag.added_at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Change({ person }: { person: Person }) {
  const words = useWords(WORDS).tags;
  const { data: known = [] } = useTagNames();
  const names = person.tags.map((tag) => tag.tag);
  const change = useAct({
    act: (given: { add: string[]; remove: string[] }) => act.tags(person.person, given),
    stale: [[...PEOPLE, "one", person.person], [...PEOPLE, "list"], ["tags"]],
    done: words.done,
  });
  const changed = (next: string[]): void => {
    const add = next.filter((tag) => !names.includes(tag));
    const remove = names.filter((tag) => !next.includes(tag));
    if (add.length || remove.length) change.mutate({ add, remove });
  };
  return (
    <Select
      mode="tags"
      value={names}
      onChange={changed}
      loading={change.isPending}
      placeholder={words.add}
      aria-label={words.add}
      options={known.map((tag) => ({ value: tag, label: tag }))}
      suffixIcon={null}
      style={{ width: "100%" }}
    />
  );
}
