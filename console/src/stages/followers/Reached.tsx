import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Until } from "@/ui/When";
import type { Follower } from "./followers.api";
import { WORDS } from "./followers.copy";

/** By which ways somebody can be written to now, or why by none. */
export function Reached({ follower }: { follower: Follower }) {
  const words = useWords(WORDS);
  const open = follower.subscriptions.filter((one) => one.open);
  const { window } = follower;
  if (!open.length && !window.left)
    return (
      <span className="second" title={words.unreachableWhy[window.shut]}>
        {words.unreachable}
      </span>
    );
  return (
    <span className="row" style={{ gap: 6, flexWrap: "wrap" }}>
      {open.map((one) => (
        <Chip key={one.template} tone="good">
          {one.lasting ? words.lasting(one.title || one.template) : words.sub(one.title || one.template, one.left)}
        </Chip>
      ))}
      {window.left > 0 && (
        <Chip tone="plain">
          {words.answerable(window.left)} {words.until} <Until at={window.until} />
        </Chip>
      )}
    </span>
  );
}
