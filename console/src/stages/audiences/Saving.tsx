import { RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { Refused } from "@/api/client";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, keep, SEGMENTS, type Segment } from "./audiences.api";
import { Conflict } from "./Conflict";
import type { Draft } from "./editing";
import type { Definition } from "./language/nodes";
import { WORDS } from "./page.copy";
import { SaveForm } from "./SaveForm";
import { SegmentMenu } from "./SegmentMenu";

interface SavingProps {
  draft: Draft;
  definition: Definition;
  saved: Segment | undefined;
  suggested: { name: string; note: string };
  ready: boolean;
  changed: boolean;
}

/** Undo, redo and save; a save that meets somebody else's loses nothing. */
export function Saving({ draft, definition, saved, suggested, ready, changed }: SavingProps) {
  const words = useWords(WORDS);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const [conflict, setConflict] = useState(false);
  const done = (segment: Segment): void => {
    keep(client, segment);
    setNaming(false);
    setConflict(false);
    void navigate({ to: "/segments/$name", params: { name: segment.name }, search: {}, replace: true });
  };
  const change = useAct({
    act: (version: number) =>
      act.change({ name: saved?.name ?? "", note: saved?.note ?? "", definition, version }).catch((error: unknown) => {
        // the editor shows what both sides wrote; a message that fades would be too little
        if (!(error instanceof Refused && error.code === "SegmentChanged")) throw error;
        setConflict(true);
        return null;
      }),
    stale: [
      [...SEGMENTS, "list"],
      [...SEGMENTS, "versions"],
    ],
    after: (segment) => segment && done(segment),
  });
  const save = (): void => {
    if (!ready || !changed) return;
    if (saved) change.mutate(saved.version);
    else setNaming(true);
  };
  useKeys({ save, undo: draft.undo, redo: draft.redo });
  return (
    <>
      {changed && saved && <span className="small second">{words.unsaved}</span>}
      <Button
        icon={<UndoOutlined />}
        aria-label={words.undo}
        title={words.keys}
        disabled={!draft.undoable}
        onClick={draft.undo}
      />
      <Button
        icon={<RedoOutlined />}
        aria-label={words.redo}
        title={words.keys}
        disabled={!draft.redoable}
        onClick={draft.redo}
      />
      {saved && <SegmentMenu segment={saved} definition={definition} />}
      <Button type="primary" disabled={!ready || !changed} loading={change.isPending} onClick={save}>
        {words.save}
      </Button>
      {naming && (
        <SaveForm definition={definition} suggested={suggested} onClose={() => setNaming(false)} onDone={done} />
      )}
      {conflict && saved && (
        <Conflict
          saved={saved}
          mine={definition}
          onOver={(version) => change.mutate(version)}
          onTake={(theirs) => {
            draft.open(theirs.definition.where);
            keep(client, theirs);
            setConflict(false);
          }}
          onCopy={() => {
            setConflict(false);
            setNaming(true);
          }}
          onClose={() => setConflict(false)}
        />
      )}
    </>
  );
}

interface Keys {
  save: () => void;
  undo: () => void;
  redo: () => void;
}

/** Which of the three a key press means; inside of a field, undo means its letters. */
export function meant(event: KeyboardEvent): keyof Keys | undefined {
  if (!event.ctrlKey && !event.metaKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === "s") return "save";
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (key !== "z" || typing) return undefined;
  return event.shiftKey ? "redo" : "undo";
}

function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      const act = meant(event);
      if (!act) return;
      event.preventDefault();
      latest.current[act]();
    };
    window.addEventListener("keydown", heard);
    return () => window.removeEventListener("keydown", heard);
  }, []);
}
