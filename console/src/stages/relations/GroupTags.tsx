import { Select } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { useAct } from "@/widgets/useAct";
import { act, useGroupTags } from "./groups.api";
import { GROUPS } from "./groups.copy";
import { type Group, RELATIONS } from "./relations.api";

const MOST = 20;
const LONGEST = 30;

/** What we call a group: chosen among the tags there are, or written anew. */
export function GroupTags({ group }: { group: Group }) {
  const words = useWords(GROUPS);
  const allowed = useMay()("people.change");
  const known = useGroupTags();
  const save = useAct({
    act: (tags: string[]) => act.tag(group.id, tags),
    stale: [RELATIONS],
    done: words.tagged,
  });
  if (!allowed)
    return (
      <span className="row groups-name">
        {group.tags.map((tag) => (
          <Chip key={tag}>{tag}</Chip>
        ))}
      </span>
    );
  return (
    <Select
      mode="tags"
      value={group.tags}
      maxCount={MOST}
      loading={save.isPending}
      disabled={save.isPending}
      placeholder={words.tagsHint}
      aria-label={words.tags}
      style={{ width: "100%" }}
      options={known.data?.map((one) => ({ value: one.name, label: one.name }))}
      onChange={(tags) => save.mutate(tags.map((tag) => tag.trim().slice(0, LONGEST)).filter(Boolean))}
    />
  );
}
