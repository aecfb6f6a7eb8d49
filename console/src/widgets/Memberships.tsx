import { Link } from "@tanstack/react-router";
import type { Shapes } from "@/api/client";
import { copy, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { useEventNames } from "./dictionary";

const WORDS = copy(
  {
    in: "进入",
    out: "离开",
    causes: {
      event: "一条事件",
      window: "时间窗口到了",
      facts: "资料、标签或同意变了",
      merged: "身份合并或拆分",
      defined: "人群定义变了",
      repaired: "全量核对时补上",
    } as Record<string, string>,
  },
  {
    in: "entered",
    out: "left",
    causes: {
      event: "an event",
      window: "a window of time ran out",
      facts: "traits, tags or consent changed",
      merged: "identities were merged or split",
      defined: "the definition changed",
      repaired: "found by a full check",
    } as Record<string, string>,
  },
);

/** Which watched segments somebody entered and left, and why. */
export function Memberships({ changes }: { changes: Shapes["MemberChangeOut"][] }) {
  const words = useWords(WORDS);
  const events = useEventNames();
  return (
    <ul className="standing">
      {changes.map((one) => (
        <li key={`${one.round}/${one.segment}`} className="row between">
          <span className="row">
            <Chip tone={one.entered ? "good" : "quiet"}>{one.entered ? words.in : words.out}</Chip>
            <Link to="/segments/$name" params={{ name: one.segment }}>
              {one.segment}
            </Link>
            <span className="small second">{one.event ? events.name(one.event) : words.causes[one.cause]}</span>
          </span>
          <When at={one.at} />
        </li>
      ))}
    </ul>
  );
}
