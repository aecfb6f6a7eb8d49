import { Tooltip } from "antd";
import { useWords } from "@/lib/language";
import type { Differs } from "./activity";
import { ACTIVITY } from "./activity.copy";

interface PairProps {
  theirs: string;
  /** Nothing where we do not count it. */
  ours: string | null;
  differs: Differs | undefined;
  why: { theirs_more: string; ours_more: string };
}

/** Ours, and below it in gray what WeCom has; where they differ a mark says why that may be. */
export function ActivityPair({ theirs, ours, differs, why }: PairProps) {
  const words = useWords(ACTIVITY);
  const apart = differs === "theirs_more" || differs === "ours_more";
  const label = words.pair(theirs, ours ?? "–");
  const shown = (
    <div className="activity-pair">
      {ours !== null && <span className={apart ? "apart" : undefined}>{ours}</span>}
      <span className={ours === null ? "" : "second small"}>{theirs}</span>
    </div>
  );
  if (!apart) return shown;
  return (
    <Tooltip title={`${label}。${why[differs]}`} trigger={["hover", "focus"]}>
      <button type="button" className="activity-why" aria-label={`${label}。${why[differs]}`}>
        {shown}
      </button>
    </Tooltip>
  );
}
