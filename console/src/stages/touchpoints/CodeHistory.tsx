import { useWords } from "@/lib/language";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useCodeHistory } from "./codes.api";
import { WORDS } from "./codes.copy";
import { StaffNames } from "./StaffNames";

export function CodeHistory({ slug }: { slug: string }) {
  const words = useWords(WORDS);
  return (
    <Answer query={useCodeHistory(slug)} loading={160}>
      {(versions) => (
        <ol className="link-history">
          {versions.map((one) => (
            <li key={one.version}>
              <b>
                {words.version} {one.version} · {one.plan.name}
              </b>
              <span>
                {one.changed_by} · <When at={one.changed_at} />
                {one.plan.paused && ` · ${words.isPaused}`}
              </span>
              <StaffNames ids={one.plan.staff.map((placed) => placed.staff_id)} />
            </li>
          ))}
        </ol>
      )}
    </Answer>
  );
}
