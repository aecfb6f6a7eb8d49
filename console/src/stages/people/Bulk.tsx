import { useNavigate } from "@tanstack/react-router";
import { App, Button, Input, Modal, Progress } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { encoded } from "@/lib/handed";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { WORDS } from "./list.copy";
import { act, PEOPLE } from "./people.api";
import { save } from "./saving";
import { tagged } from "./traits.api";

const MOST = 200;

/** What may be done to those who are chosen; person by person, each with its line in the audit log. */
export function Bulk({ chosen, onNone }: { chosen: string[]; onNone: () => void }) {
  const words = useWords(WORDS);
  const may = useMay();
  const [asked, setAsked] = useState<"tag" | "export" | null>(null);
  if (!chosen.length) return null;
  const many = chosen.length > MOST;
  return (
    <div className="row bulk" role="toolbar" aria-label={words.chosen(chosen.length)}>
      <b>{words.chosen(chosen.length)}</b>
      {may("people.change") && (
        <Button size="small" disabled={many} onClick={() => setAsked("tag")}>
          {words.tag}
        </Button>
      )}
      {may("people.export") && (
        <Button size="small" disabled={many} onClick={() => setAsked("export")}>
          {words.export}
        </Button>
      )}
      <Button size="small" type="text" onClick={onNone}>
        {words.none}
      </Button>
      {many && <span className="second">{words.most(MOST)}</span>}
      {asked && <Ask key={asked} kind={asked} chosen={chosen} onClose={() => setAsked(null)} onDone={onNone} />}
    </div>
  );
}

interface AskProps {
  kind: "tag" | "export";
  chosen: string[];
  onClose: () => void;
  onDone: () => void;
}

function Ask({ kind, chosen, onClose, onDone }: AskProps) {
  const words = useWords(WORDS);
  const [tag, setTag] = useState("");
  const [done, setDone] = useState(0);
  const offer = useOffer();
  const doing = useAct({
    act: async (): Promise<string> => {
      const everything: unknown[] = [];
      for (const [at, person] of chosen.entries()) {
        if (kind === "tag") await act.tags(person, { add: [tag.trim()], remove: [] });
        else everything.push(await act.export(person));
        setDone(at + 1);
      }
      if (kind === "export") save(`huoshui-${chosen.length}-people`, everything);
      return kind === "tag" ? words.tagged(chosen.length, tag.trim()) : words.exported(chosen.length);
    },
    stale: [[...PEOPLE, "list"], ["tags"]],
    done: (sentence) => sentence,
    after: () => {
      onClose();
      onDone();
      if (kind === "tag") offer(tag.trim());
    },
  });
  const title = kind === "tag" ? words.tagOf(chosen.length) : words.exportOf(chosen.length);
  return (
    <Modal
      title={title}
      open
      onCancel={onClose}
      onOk={() => doing.mutate()}
      okText={kind === "tag" ? words.tag : words.export}
      confirmLoading={doing.isPending}
      okButtonProps={{ disabled: kind === "tag" && !tag.trim() }}
    >
      <div className="stack">
        <p className="second">{kind === "tag" ? words.tagWhy : words.exportWhy}</p>
        {kind === "tag" && (
          <Input
            autoFocus
            maxLength={64}
            value={tag}
            placeholder={words.tagHint}
            aria-label={words.tagHint}
            onChange={(event) => setTag(event.target.value)}
          />
        )}
        {doing.isPending && (
          <Progress
            percent={Math.round((done / chosen.length) * 100)}
            format={() => words.working(done, chosen.length)}
          />
        )}
      </div>
    </Modal>
  );
}

/** Those with a tag are a segment: the way there is offered right after. */
function useOffer(): (tag: string) => void {
  const words = useWords(WORDS);
  const { notification } = App.useApp();
  const navigate = useNavigate();
  return (tag) =>
    notification.info({
      key: "tagged",
      title: words.keep(tag),
      actions: (
        <Button
          size="small"
          onClick={() => {
            notification.destroy("tagged");
            void navigate({ to: "/segments/new", search: { definition: encoded(tagged(tag)) } });
          }}
        >
          {words.keep(tag)}
        </Button>
      ),
    });
}
