import { DownOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { useAct } from "@/widgets/useAct";
import { act, PEOPLE, type Person } from "./people.api";
import { WORDS } from "./person.copy";
import { save } from "./saving";

type Kind = "reveal" | "erase" | "merge" | "never";

interface ActionsProps {
  person: string;
  revealed: boolean;
  onRevealed: (person: Person) => void;
}

/** What may be done to a person; each says its consequence before it happens. */
export function Actions({ person, revealed, onRevealed }: ActionsProps) {
  const words = useWords(WORDS).act;
  const may = useMay();
  const [asked, setAsked] = useState<Kind | null>(null);
  const take = useAct({ act: () => act.export(person), after: (answer) => save(`huoshui-person-${person}`, answer) });
  const items = [
    may("people.change") && { key: "merge", label: words.merge, onClick: () => setAsked("merge") },
    may("people.change") && { key: "never", label: words.never, onClick: () => setAsked("never") },
    may("people.export") && { key: "export", label: words.export, onClick: () => take.mutate() },
    may("people.erase") && { key: "erase", danger: true, label: words.erase, onClick: () => setAsked("erase") },
  ].filter((item) => item !== false);
  return (
    <>
      {may("people.reveal") && !revealed && <Button onClick={() => setAsked("reveal")}>{words.reveal}</Button>}
      {items.length > 0 && (
        <Dropdown menu={{ items }} trigger={["click"]}>
          <Button>
            {words.more} <DownOutlined />
          </Button>
        </Dropdown>
      )}
      {asked && <Ask key={asked} kind={asked} person={person} onClose={() => setAsked(null)} onRevealed={onRevealed} />}
    </>
  );
}

interface AskProps {
  kind: Kind;
  person: string;
  onClose: () => void;
  onRevealed: (person: Person) => void;
}

function Ask({ kind, person, onClose, onRevealed }: AskProps) {
  const words = useWords(WORDS).act;
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [other, setOther] = useState("");
  const pair = kind === "merge" || kind === "never";
  const doing = useAct({
    act: async (): Promise<string> => {
      if (kind === "reveal") onRevealed(await act.reveal(person, text));
      if (kind === "merge")
        void navigate({ to: "/people/$person", params: { person: (await act.merge(person, other, text)).person } });
      if (kind === "never") await act.neverLink(person, other, text);
      if (kind === "erase") return words.erased((await act.erase(person, text)).receipt);
      return { reveal: words.revealed, merge: words.merged, never: words.neverDone }[kind as "reveal"];
    },
    stale: kind === "reveal" ? [] : [PEOPLE],
    done: (sentence) => sentence,
    after: onClose,
  });
  const title = { reveal: words.reveal, erase: words.erase, merge: words.merge, never: words.never }[kind];
  const note = { reveal: words.revealNote, erase: words.eraseNote, merge: words.mergeNote, never: words.neverNote }[
    kind
  ];
  const label = { reveal: words.revealWhy, erase: words.eraseWhy, merge: words.note, never: words.note }[kind];
  return (
    <Modal
      title={title}
      open
      onCancel={onClose}
      onOk={() => doing.mutate()}
      okText={title}
      confirmLoading={doing.isPending}
      okButtonProps={{ danger: kind === "erase", disabled: pair ? !other.trim() : !text.trim() }}
    >
      <div className="stack">
        {note && <p className="second">{note}</p>}
        {pair && (
          <Input
            autoFocus
            placeholder={words.mergeWith}
            aria-label={words.mergeWith}
            value={other}
            onChange={(event) => setOther(event.target.value)}
          />
        )}
        <Input.TextArea
          autoFocus={!pair}
          rows={2}
          placeholder={label}
          aria-label={label}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
    </Modal>
  );
}
