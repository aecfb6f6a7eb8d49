import { useQuery } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { api, given } from "@/api/client";
import { language, useWords } from "@/lib/language";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import { changesOf, type Kept, opened, type Rules } from "./rules";
import { RULES } from "./rules.api";
import { WORDS } from "./rules.copy";
import { useSaid } from "./useSaid";

interface ConflictProps {
  base: Kept;
  mine: Rules;
  busy: boolean;
  onOver: (version: number) => void;
  onTake: (theirs: Kept) => void;
  onClose: () => void;
}

/** Two changed the rules at once: what each changed, and the choice. Nothing that was typed is lost. */
export function RulesConflict({ base, mine, busy, onOver, onTake, onClose }: ConflictProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const actor = useActors();
  const said = useSaid();
  const { name } = base;
  const theirs = useQuery({
    queryKey: [...RULES, "conflict", name, base.version],
    queryFn: async () => {
      const found = (await given(
        api.GET("/api/layers/{layering}", { params: { path: { layering: name } } }),
      )) as unknown;
      return { ...(found as Kept), definition: opened((found as Kept).definition) };
    },
    staleTime: 0,
  });
  const found = theirs.data;
  return (
    <Modal
      open
      width={600}
      title={words.conflict}
      onCancel={onClose}
      footer={
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{words.back}</Button>
          <Button disabled={!found} onClick={() => found && onTake(found)}>
            {words.take}
          </Button>
          <Button danger disabled={!found} loading={busy} onClick={() => found && onOver(found.version)}>
            {words.over}
          </Button>
        </div>
      }
    >
      <Answer query={theirs} loading={120}>
        {(other) => (
          <div className="stack">
            <p>{words.conflictWhy(actor(other.changed_by, chosen), other.version)}</p>
            <div>
              <h3>{words.theirs}</h3>
              <p className="quote">{said(changesOf(base.definition, other.definition))}</p>
              {other.note && <p className="small second">{other.note}</p>}
            </div>
            <div>
              <h3>{words.mine}</h3>
              <p className="quote">{said(changesOf(base.definition, mine))}</p>
            </div>
          </div>
        )}
      </Answer>
    </Modal>
  );
}
