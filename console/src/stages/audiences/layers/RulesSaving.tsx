import { Alert, Button, Input, Modal } from "antd";
import { useState } from "react";
import { Refused } from "@/api/client";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { useAct } from "@/widgets/useAct";
import { RulesConflict } from "./RulesConflict";
import { NotUsable } from "./RulesPreview";
import type { Kept, Rules } from "./rules";
import { act, type Preview } from "./rules.api";
import { WORDS } from "./rules.copy";

/** What is asked again when rules change: every layer, and every segment that may ask for one. */
export const TOUCHED = [["layers"], ["segments"], ["insight"]];

interface SavingProps {
  base: Kept;
  draft: Rules;
  ready: boolean;
  preview: Preview | undefined;
  onTaken: (kept: Kept, rules?: Rules) => void;
}

/** Saving says first what it will do; one that meets somebody else's loses nothing. */
export function RulesSaving({ base, draft, ready, preview, onTaken }: SavingProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [asking, setAsking] = useState(false);
  const [conflict, setConflict] = useState(false);
  const [note, setNote] = useState("");
  const [refused, setRefused] = useState<Error>();
  const close = (): void => {
    setAsking(false);
    setRefused(undefined);
  };
  const save = useAct({
    act: (version: number) =>
      act.keep(base.name, draft, note.trim(), version).catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        if (error.code === "LayeringChanged") setConflict(true);
        else setRefused(error);
        return null;
      }),
    stale: TOUCHED,
    done: (kept) => (kept ? words.kept(kept.version) : ""),
    after: (kept) => {
      if (!kept) return;
      close();
      setConflict(false);
      setNote("");
      onTaken(kept);
    },
  });
  return (
    <>
      <Button type="primary" disabled={!ready} onClick={() => setAsking(true)}>
        {words.save}
      </Button>
      <Modal
        open={asking && !conflict}
        title={words.confirm}
        okText={words.save}
        cancelText={words.back}
        confirmLoading={save.isPending}
        onOk={() => save.mutate(base.version)}
        onCancel={close}
      >
        <div className="stack">
          {preview && <b>{preview.people ? words.previewMoved(count(preview.people, chosen)) : words.previewNobody}</b>}
          <Alert type="warning" showIcon title={words.confirmAll} />
          <Input.TextArea
            aria-label={words.note}
            placeholder={words.note}
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {refused && <NotUsable error={refused} />}
        </div>
      </Modal>
      {conflict && (
        <RulesConflict
          base={base}
          mine={draft}
          busy={save.isPending}
          onOver={(version) => save.mutate(version)}
          onTake={(theirs) => {
            setConflict(false);
            close();
            onTaken(theirs);
          }}
          onClose={() => setConflict(false)}
        />
      )}
    </>
  );
}
