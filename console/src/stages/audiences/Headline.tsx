import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { When } from "@/ui/When";
import { useActors } from "@/widgets/actors";
import { type Segment, useEstimate } from "./audiences.api";
import type { Definition } from "./language/nodes";
import { WORDS } from "./page.copy";
import { useReachable } from "./Size";

/** The answer of the editor, in a sentence. */
export function Headline({
  definition,
  everybody,
  waiting,
}: {
  definition: Definition;
  everybody: boolean;
  waiting: boolean;
}) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const estimate = useEstimate(definition, !everybody);
  const counted = estimate.data && !estimate.isPlaceholderData;
  const reachable = useReachable(definition, !everybody && counted === true);
  if (everybody) return <>{words.everybody}</>;
  if (waiting && !estimate.data) return <>{words.incomplete}</>;
  if (estimate.error) return <>&nbsp;</>;
  if (!estimate.data) return <>{words.counting}</>;
  const people = count(estimate.data.people, chosen);
  return <>{reachable.data ? words.answer(people, count(reachable.data.people, chosen)) : words.short(people)}</>;
}

/** What a stored segment is for, which version it is, and who last changed it. */
export function Provenance({ segment }: { segment: Segment }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const actor = useActors();
  return (
    <div className="small">
      {segment.note && `${segment.note} · `}
      {words.version(segment.version, actor(segment.changed_by, chosen))} · <When at={segment.changed_at} />
    </div>
  );
}
