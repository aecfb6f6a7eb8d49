import { App, Button } from "antd";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import { useAct } from "@/widgets/useAct";
import { TOUCHED } from "./RulesSaving";
import { changesOf, type Kept, type Rules, sameRules } from "./rules";
import { act, previewOf, useRulesHistory } from "./rules.api";
import { WORDS } from "./rules.copy";
import { useSaid } from "./useSaid";

interface HistoryProps {
  base: Kept;
  /** Opens an earlier version in the editor; without it the history is only read. */
  onLook: ((rules: Rules) => void) | undefined;
  onReset: ((kept: Kept) => void) | undefined;
}

/** What the rules were: who changed what, when and why; any version can be taken up again. */
export function RulesHistory({ base, onLook, onReset }: HistoryProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const actor = useActors();
  const said = useSaid();
  const history = useRulesHistory(base.name);
  const shipped = history.data?.at(-1);
  const resettable = shipped && base.version > 0 && !sameRules(shipped.definition, base.definition);
  return (
    <Card
      title={words.history}
      extra={onReset && resettable && <Reset base={base} shipped={shipped.definition} onReset={onReset} />}
    >
      <Answer query={history} loading={120}>
        {(versions) => (
          <ul className="entries">
            {versions.map((one, at) => {
              const before = versions[at + 1];
              return (
                <li key={one.version}>
                  <div className="row between">
                    <span className="row">
                      <b>{words.versionOf(one.version)}</b>
                      {one.version === base.version && <Chip tone="good">{words.inUse}</Chip>}
                    </span>
                    {onLook && one.version !== base.version && (
                      <Button size="small" onClick={() => onLook(one.definition)}>
                        {words.look}
                      </Button>
                    )}
                  </div>
                  {one.changed_at && (
                    <div className="small second">
                      {actor(one.changed_by, chosen)} · <When at={one.changed_at} />
                    </div>
                  )}
                  {before && <div className="small">{said(changesOf(before.definition, one.definition))}</div>}
                  {one.note && <p className="quote small">{one.note}</p>}
                </li>
              );
            })}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

function Reset({ base, shipped, onReset }: { base: Kept; shipped: Rules; onReset: (kept: Kept) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { modal } = App.useApp();
  const reset = useAct({
    act: () => act.reset(base.name, base.version),
    stale: TOUCHED,
    done: words.resetDone,
    after: onReset,
  });
  const look = useAct({
    act: () => previewOf(base.name, shipped, "platform"),
    after: (told) =>
      void modal.confirm({
        title: words.resetSure,
        content: words.resetWhy(count(told.people, chosen)),
        okText: words.reset,
        okButtonProps: { danger: true },
        onOk: () => reset.mutateAsync(),
      }),
  });
  return (
    <Button size="small" danger loading={look.isPending} onClick={() => look.mutate()}>
      {words.reset}
    </Button>
  );
}
