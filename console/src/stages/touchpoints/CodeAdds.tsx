import { Button } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { WORDS } from "./adds.copy";
import { type Add, act, CODES, type StepState, useAdds } from "./codes.api";
import { useNames } from "./StaffNames";

const TONES: Record<StepState, Tone> = { done: "good", waiting: "plain", late: "look", taken: "quiet", failed: "bad" };

/** Who came last, unnamed, and how far each of their steps is. */
export function CodeAdds({ slug }: { slug: string }) {
  const words = useWords(WORDS);
  const nameOf = useNames();
  return (
    <Answer query={useAdds(slug)} loading={160}>
      {(adds) =>
        adds.length === 0 ? (
          <Empty title={words.noAdds}>{words.noAddsWhy}</Empty>
        ) : (
          <>
            {adds.some((add) => add.steps.some(isTriedAgain)) && <TryAgain slug={slug} />}
            <ol className="link-history">
              {adds.map((add) => (
                <li key={add.id}>
                  <span>
                    <b>{nameOf(add.staff_id)}</b> · <When at={add.said_at} />
                    {add.half && ` · ${words.half}`}
                    {add.by_link && ` · ${words.byLink}`}
                  </span>
                  <span className="code-alarms">
                    {add.steps.map((one) => (
                      <Chip key={one.step} tone={TONES[one.state]} title={one.problem}>
                        {words.steps[one.step]} {words.states[one.state]}
                      </Chip>
                    ))}
                  </span>
                  {add.steps.map((one) => {
                    const why =
                      one.state === "late" || one.state === "taken" ? words.stateWhys[one.state] : one.problem;
                    return (
                      one.problem && (
                        <span key={one.step} className="second">
                          {words.steps[one.step]}：{why}
                        </span>
                      )
                    );
                  })}
                </li>
              ))}
            </ol>
          </>
        )
      }
    </Answer>
  );
}

/** A welcome has its twenty seconds; everything else may be mended. */
function isTriedAgain(one: Add["steps"][number]): boolean {
  return one.state === "failed" && one.step !== "welcome";
}

function TryAgain({ slug }: { slug: string }) {
  const words = useWords(WORDS);
  const allowed = useMay()("touchpoints.manage");
  const again = useAct({
    act: () => act.tryAgain(slug),
    stale: [CODES],
    done: ({ steps }) => words.tryingAgain(steps),
  });
  if (!allowed) return null;
  return (
    <div className="row between">
      <span className="second small">{words.tryAgainWhy}</span>
      <Button size="small" loading={again.isPending} onClick={() => again.mutate()}>
        {words.tryAgain}
      </Button>
    </div>
  );
}
