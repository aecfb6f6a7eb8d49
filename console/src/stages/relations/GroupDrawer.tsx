import { Link } from "@tanstack/react-router";
import { Drawer, Segmented } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { More } from "@/widgets/More";
import { type Group, type Member, useMembers } from "./relations.api";
import { WORDS } from "./relations.copy";

interface GroupProps {
  group: Group;
  /** Begin with those who left. */
  left?: boolean;
  onClose: () => void;
}

/** Who is in a group, or was; how each came, and who invited them. */
export function GroupDrawer({ group, left = false, onClose }: GroupProps) {
  const words = useWords(WORDS);
  const [inside, setInside] = useState(!left);
  const query = useMembers(group.id, inside);
  const rows = query.data?.pages.flatMap((page) => page.members) ?? [];
  return (
    <Drawer open size={560} title={group.name || words.unnamedGroup} onClose={onClose}>
      <div className="stack">
        <div className="row between">
          <Segmented
            value={inside}
            onChange={setInside}
            options={[
              { value: true, label: `${words.members.in} ${group.members}` },
              { value: false, label: words.members.out },
            ]}
          />
          <span className="second">
            {words.owner} {group.owner_name}
          </span>
        </div>
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
      </div>
    </Drawer>
  );
}

function Line({ member }: { member: Member }) {
  const words = useWords(WORDS);
  const name = member.name || words.unnamed;
  const about = [
    member.left_at ? words.quits[member.quit_scene] : words.scenes[member.scene],
    member.inviter && words.invitedBy(member.inviter),
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
