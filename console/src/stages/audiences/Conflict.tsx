import { useQuery } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { api, given } from "@/api/client";
import { useWords } from "@/lib/language";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import type { Segment } from "./audiences.api";
import type { Definition } from "./language/nodes";
import { tidy } from "./language/tidy";
import { said } from "./language/words";
import { WORDS } from "./page.copy";
import { useLexicon } from "./useLexicon";

interface ConflictProps {
  saved: Segment;
  mine: Definition;
  onOver: (version: number) => void;
  onTake: (theirs: Segment) => void;
  onCopy: () => void;
  onClose: () => void;
}

/** Two wrote at once: both versions in words, and the choice. Nothing that was typed is lost. */
export function Conflict({ saved, mine, onOver, onTake, onCopy, onClose }: ConflictProps) {
  const words = useWords(WORDS);
  const lexicon = useLexicon();
  const actor = useActors();
  const theirs = useQuery({
    queryKey: ["segments", "conflict", saved.name, saved.version],
    queryFn: async () => {
      const found = await given(api.GET("/api/segments/{name}", { params: { path: { name: saved.name } } }));
      return { ...found, definition: tidy(found.definition) } as Segment;
    },
    staleTime: 0,
  });
  const found = theirs.data;
  return (
    <Modal
      open
      width={640}
      title={words.conflict}
      onCancel={onClose}
      footer={
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{words.back}</Button>
          <Button onClick={onCopy}>{words.copyIt}</Button>
          <Button disabled={!found} onClick={() => found && onTake(found)}>
            {words.take}
          </Button>
          <Button danger disabled={!found} onClick={() => found && onOver(found.version)}>
            {words.over}
          </Button>
        </div>
      }
    >
      <Answer query={theirs} loading={120}>
        {(other) => (
          <div className="stack">
            <p>{words.conflictWhy(other.version, actor(other.changed_by, lexicon.language))}</p>
            <div>
              <h3>{words.theirs}</h3>
              <p className="quote">{said(other.definition.where, lexicon)}</p>
            </div>
            <div>
              <h3>{words.mine}</h3>
              <p className="quote">{said(mine.where, lexicon)}</p>
            </div>
          </div>
        )}
      </Answer>
    </Modal>
  );
}
