import { PlusOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { BOARDS, useBoards } from "@/widgets/useBoardChoice";
import { act, type Board, cardIn, SAVED } from "../explore.api";
import { BOARD } from "./board.words";
import { TEMPLATES, type Template } from "./templates";
import "./board.css";

/** What do we look at together? */
export function BoardsPage() {
  const words = useWords(BOARD);
  const may = useMay();
  const boards = useBoards();
  const [naming, setNaming] = useState(false);
  const change = may("people.change");
  return (
    <Page
      title={words.title}
      answer={boards.data ? words.answer(boards.data.length) : " "}
      tools={
        change && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setNaming(true)}>
            {words.fresh}
          </Button>
        )
      }
    >
      <Answer query={boards} loading={200}>
        {(data) =>
          data.length ? (
            <div className="board-list">
              {data.map((board) => (
                <Shown key={board.id} board={board} />
              ))}
            </div>
          ) : (
            <div className="card">
              <Empty title={words.empty}>{words.emptyWhy}</Empty>
            </div>
          )
        }
      </Answer>
      {change && boards.data && <Templates taken={boards.data.map((one) => one.name)} />}
      {naming && <Fresh onClose={() => setNaming(false)} />}
    </Page>
  );
}

function Shown({ board }: { board: Board }) {
  const words = useWords(BOARD);
  return (
    <Link to="/boards/$id" params={{ id: String(board.id) }} className="card board-tile">
      <h2 className="ellipsis">{board.name}</h2>
      <p className="second small">
        {board.note ||
          board.cards
            .slice(0, 3)
            .map((one) => one.title ?? one.question.name)
            .join("、")}
      </p>
      <span className="small second row between">
        <span>{words.cards(board.cards.length)}</span>
        <span>
          {board.changed.name} · <When at={board.changed.at} />
        </span>
      </span>
    </Link>
  );
}

function Templates({ taken }: { taken: string[] }) {
  const words = useWords(BOARD);
  const chosen = language.use();
  const navigate = useNavigate();
  const make = useAct<Template, Board>({
    act: (template) =>
      act.putUp({
        name: unused(template[chosen], taken),
        note: chosen === "zh" ? template.noteZh : template.noteEn,
        cards: template.cards(chosen).map(cardIn),
      }),
    stale: [[...BOARDS], [...SAVED]],
    done: words.made,
    after: (board) => void navigate({ to: "/boards/$id", params: { id: String(board.id) } }),
  });
  return (
    <section className="stack">
      <h2>{words.templates}</h2>
      <div className="board-list">
        {TEMPLATES.map((one) => (
          <div key={one.key} className="card board-tile">
            <h3>{one[chosen]}</h3>
            <p className="second small">{chosen === "zh" ? one.noteZh : one.noteEn}</p>
            <span className="row between">
              <span className="small second">{words.cards(one.cards(chosen).length)}</span>
              <Button
                size="small"
                loading={make.isPending && make.variables?.key === one.key}
                onClick={() => make.mutate(one)}
              >
                {words.use}
              </Button>
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}

/** The name, or the name with the first number that is free. */
export function unused(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name} ${number}`)) number += 1;
  return `${name} ${number}`;
}

function Fresh({ onClose }: { onClose: () => void }) {
  const words = useWords(BOARD);
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const make = useAct({
    act: () => act.putUp({ name: name.trim(), note }),
    stale: [[...BOARDS]],
    after: (board) => void navigate({ to: "/boards/$id", params: { id: String(board.id) } }),
  });
  return (
    <Modal
      open
      title={words.fresh}
      okText={words.fresh}
      okButtonProps={{ disabled: !name.trim() }}
      confirmLoading={make.isPending}
      onOk={() => make.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <Input
          aria-label={words.name}
          placeholder={words.name}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          aria-label={words.note}
          placeholder={words.note}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  );
}
