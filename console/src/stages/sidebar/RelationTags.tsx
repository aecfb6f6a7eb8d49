import { Select } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Answer } from "@/widgets/Answer";
import { useFollows } from "@/widgets/Follows";
import { useAct } from "@/widgets/useAct";
import { type CorpTag, mark, type Relation, useCorpTags } from "./sidebar.api";
import { WORDS } from "./sidebar.copy";

/** The tags of each relation; those of a friend can be changed by whoever may. */
export function RelationTags({ person }: { person: string }) {
  const words = useWords(WORDS);
  const allowed = useMay()("people.change");
  const query = useFollows(person);
  const friends = query.data?.filter((one) => one.standing === "friend") ?? [];
  const tags = useCorpTags(allowed && friends.length > 0).data ?? [];
  return (
    <Answer query={query} loading={48}>
      {() =>
        friends.length ? (
          <div className="sidebar-parts">
            {friends.map((one) =>
              allowed && tags.length ? (
                <Changing key={one.id} relation={one} tags={tags.filter((tag) => tag.corp === one.corp)} />
              ) : (
                <p key={one.id} className="row sidebar-chips" title={words.tagsOf(one.staff_name)}>
                  {one.tags.map((tag) => (
                    <Chip key={tag}>{tag}</Chip>
                  ))}
                </p>
              ),
            )}
          </div>
        ) : (
          <p className="second">{words.noTags}</p>
        )
      }
    </Answer>
  );
}

/** What was asked for is shown at once; the platform has it a little later. */
function Changing({ relation, tags }: { relation: Relation; tags: CorpTag[] }) {
  const words = useWords(WORDS);
  const held = tags.filter((tag) => relation.tags.includes(tag.name)).map((tag) => tag.id);
  const [asked, setAsked] = useState<string[] | null>(null);
  const value = asked ?? held;
  const act = useAct({
    act: (wanted: string[]) =>
      mark(relation.id, {
        add: wanted.filter((one) => !value.includes(one)),
        remove: value.filter((one) => !wanted.includes(one)),
      }),
    done: words.marking,
    after: (_, wanted) => setAsked(wanted),
  });
  return (
    <div>
      <p className="second small">{words.tagsOf(relation.staff_name)}</p>
      <Select
        mode="multiple"
        className="sidebar-tags"
        value={value}
        loading={act.isPending}
        disabled={act.isPending}
        placeholder={words.addTag}
        aria-label={words.tagsOf(relation.staff_name)}
        showSearch={{ optionFilterProp: "label" }}
        onChange={(wanted) => act.mutate(wanted)}
        options={tags.map((tag) => ({ value: tag.id, label: tag.name }))}
      />
    </div>
  );
}
