import { Link } from "@tanstack/react-router";
import { Drawer, Segmented } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { More } from "@/widgets/More";
import { GroupDays } from "./GroupDays";
import { GroupTags } from "./GroupTags";
import { GROUPS } from "./groups.copy";
import { type Group, type Member, useMembers } from "./relations.api";
import { WORDS } from "./relations.copy";

type Side = "in" | "out" | "days";

interface GroupProps {
  group: Group;
  /** Begin with those who left. */
  left?: boolean;
  onClose: () => void;
}

/** A group: what we call it, who is in it or was, how each came, and how busy it is. */
export function GroupDrawer({ group, left = false, onClose }: GroupProps) {
  const words = useWords(WORDS);
  const more = useWords(GROUPS);
  const [side, setSide] = useState<Side>(left ? "out" : "in");
  return (
    <Drawer open size={560} title={group.name || words.unnamedGroup} onClose={onClose}>
      <div className="stack">
        <GroupTags group={group} />
        <div className="row between">
          <Segmented
            value={side}
            onChange={setSide}
            options={[
              { value: "in", label: `${words.members.in} ${group.members}` },
              { value: "out", label: words.members.out },
              { value: "days", label: more.sides.days },
            ]}
          />
          <span className="second">
            {words.owner} {group.owner_name}
          </span>
        </div>
        {side === "days" ? <GroupDays id={group.id} /> : <Members id={group.id} inside={side === "in"} />}
      </div>
    </Drawer>
  );
}

function Members({ id, inside }: { id: string; inside: boolean }) {
  const words = useWords(WORDS);
  const query = useMembers(id, inside);
  const rows = query.data?.pages.flatMap((page) => page.members) ?? [];
  return (
    <>
      <Answer query={query} loading={320}>
        {() =>
          rows.length ? (
            <ul className="lines">
              {rows.map((one) => (
                <Line key={one.member} member={one} />
              ))}
            </ul>
          ) : (
            <Empty title={words.noMembers} />
          )
        }
      </Answer>
      <More query={query} />
    </>
  );
}

function Line({ member }: { member: Member }) {
  const words = useWords(WORDS);
  const name = member.name || words.unnamed;
  const about = [
    member.left_at ? words.quits[member.quit_scene] : words.scenes[member.scene],
    member.inviter && words.invitedBy(member.inviter_name || member.inviter),
  ].filter(Boolean);
  return (
    <li>
      <div className="row between nowrap">
        <span className="row" style={{ gap: 6 }}>
          {member.person ? (
            <Link to="/people/$person" params={{ person: member.person }}>
              {name}
            </Link>
          ) : (
            name
          )}
          {member.staff && <Chip tone="quiet">{words.employee}</Chip>}
        </span>
        <span className="second small">
          <When at={member.left_at ?? member.joined_at} />
        </span>
      </div>
      <span className="second small">{about.join(" · ")}</span>
    </li>
  );
}
