import { useWords } from "@/lib/language";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { pageLine } from "./links";
import { useHistory } from "./links.api";
import { WORDS } from "./links.copy";

export function LinkHistory({ code }: { code: string }) {
  const words = useWords(WORDS);
  return (
    <Answer query={useHistory(code)} loading={160}>
      {(versions) => (
        <ol className="link-history">
          {versions.map((one) => (
            <li key={one.version}>
              <b>
                {words.version} {one.version}
              </b>
              <span>
                {one.changed_by} · <When at={one.changed_at} />
                {one.paused && ` · ${words.states.paused}`}
              </span>
              {one.variants.map((variant) => (
                <code key={variant.url}>
                  {variant.mini_program ? `${words.toMini} ${pageLine(variant.mini_program)} / ` : ""}
                  {variant.url}
                </code>
              ))}
            </li>
          ))}
        </ol>
      )}
    </Answer>
  );
}
