import { Button, Tooltip } from "antd";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Answer } from "@/widgets/Answer";
import { Evidence } from "@/widgets/Evidence";
import { namespaceName } from "@/widgets/names";
import { compared, limited } from "./compare";
import { WORDS } from "./copy";
import { type Review, usePerson } from "./identity.api";
import { SideBySide } from "./SideBySide";

interface PairProps {
  review: Review;
  /** What was decided just before, and can be taken back with one press. */
  last: Review | null;
  busy: boolean;
  onDecide: ((merge: boolean) => void) | undefined;
  onUndo: (review: Review) => void;
  onLeave: () => void;
}

/** One conflict: why it waits, what speaks for and against, and the decision. */
export function Pair({ review, last, busy, onDecide, onUndo, onLeave }: PairProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const kind = limited(review.reason);
  return (
    <div className="stack">
      {last && last.id !== review.id && (
        <div className="row undo" role="status">
          {words.done[last.decision === "merge" ? "merge" : "apart"]}
          <Button size="small" loading={busy} onClick={() => onUndo(last)}>
            {words.undo}
          </Button>
        </div>
      )}
      <Card
        title={kind ? words.limit(namespaceName(kind, chosen)) : words.other(review.reason)}
        extra={<Decision review={review} busy={busy} onDecide={onDecide} onUndo={onUndo} onLeave={onLeave} />}
      >
        <div className="stack">
          {kind && <p className="second">{words.limitWhy(namespaceName(kind, chosen))}</p>}
          <Evidence text={review.evidence} />
          <Both review={review} />
        </div>
      </Card>
    </div>
  );
}

function Both({ review }: { review: Review }) {
  const words = useWords(WORDS);
  const a = usePerson(review.person_a);
  const b = usePerson(review.person_b);
  if (review.person_a === review.person_b) return <p className="second">{words.already}</p>;
  return (
    <Answer query={a} loading={360}>
      {(one) => (
        <Answer query={b} loading={360}>
          {(other) => <SideBySide a={one} b={other} lines={compared(one, other)} tied={[review.a, review.b]} />}
        </Answer>
      )}
    </Answer>
  );
}

function Decision({ review, busy, onDecide, onUndo, onLeave }: Omit<PairProps, "last">) {
  const words = useWords(WORDS);
  if (!onDecide) return null;
  if (review.decision)
    return (
      <Button loading={busy} onClick={() => onUndo(review)}>
        {words.undo}
      </Button>
    );
  return (
    <div className="row nowrap">
      <Button type="text" onClick={onLeave}>
        {words.leave}
      </Button>
      <Tooltip title={words.apartWhy}>
        <Button disabled={busy} onClick={() => onDecide(false)}>
          {words.apart}
        </Button>
      </Tooltip>
      <Tooltip title={words.mergeWhy}>
        <Button
          type="primary"
          disabled={busy || review.person_a === review.person_b}
          loading={busy}
          onClick={() => onDecide(true)}
        >
          {words.merge}
        </Button>
      </Tooltip>
    </div>
  );
}
