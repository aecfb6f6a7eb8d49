import { PauseOutlined, PlayCircleOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Drawer, Input } from "antd";
import { useState } from "react";
import { copy, language, useWords } from "@/lib/language";
import { exact } from "@/lib/moments";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Raw } from "@/ui/Code";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Channel } from "@/widgets/Channel";
import { kindName } from "@/widgets/names";
import type { TailLine } from "./events.api";
import { keyOf, useTail } from "./useTail";
import "./events.css";

const WORDS = copy(
  {
    title: "实时事件",
    answer: "收到 → 判定 → 归到谁。最近一小时，新的在上面。",
    live: "实时",
    lost: "连接断开，正在重连",
    pause: "暂停",
    go: (held: number) => (held ? `继续（${held} 条新的）` : "继续"),
    filter: "按名称、来源、消息编号或客户过滤",
    stored: "已落盘",
    quarantined: "隔离",
    nobody: "不归任何人",
    empty: "还没有事件进来",
    emptyWhy: "新建一个来源，复制它的代码，发一条事件过来，一秒之内就会出现在这里。",
    none: "没有符合的事件",
    noneWhy: "换一个过滤词。",
    connect: "去接入来源",
    received: "收到",
    occurred: "发生",
    decided: "判定",
    person: "归到",
    why: "原因",
    message: "消息编号",
    source: "来源",
  },
  {
    title: "Live events",
    answer: "Received → decided → whose it is. The last hour, newest on top.",
    live: "Live",
    lost: "Connection lost, trying again",
    pause: "Pause",
    go: (held: number) => (held ? `Go on (${held} new)` : "Go on"),
    filter: "Filter by name, source, message id or person",
    stored: "stored",
    quarantined: "quarantined",
    nobody: "nobody's",
    empty: "No events yet",
    emptyWhy: "Make a source, copy its snippet and send an event: it will be here within a second.",
    none: "No such events",
    noneWhy: "Try another filter.",
    connect: "Connect a source",
    received: "Received",
    occurred: "Happened",
    decided: "Decided",
    person: "Whose",
    why: "Why",
    message: "Message id",
    source: "Source",
  },
);

/** Did the event arrive, what does it look like, whose is it? */
export function LivePage() {
  const words = useWords(WORDS);
  const [tail, stand] = useTail();
  const [filter, setFilter] = useState("");
  const [open, setOpen] = useState<TailLine | null>(null);
  const wanted = filter.trim().toLowerCase();
  const shown = tail.lines.filter(
    (line) =>
      !wanted ||
      `${line.name} ${line.chinese} ${line.source} ${line.message_id} ${line.person} ${line.channel}`
        .toLowerCase()
        .includes(wanted),
  );
  return (
    <Page
      title={words.title}
      answer={words.answer}
      tools={
        <>
          <Chip tone={tail.live ? "good" : "look"}>
            <span className={`dot ${tail.live ? "good" : "look"}`} />
            {tail.live ? words.live : words.lost}
          </Chip>
          <Input
            allowClear
            placeholder={words.filter}
            aria-label={words.filter}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            style={{ width: 300, maxWidth: "70vw" }}
          />
          <Button icon={tail.still ? <PlayCircleOutlined /> : <PauseOutlined />} onClick={() => stand(!tail.still)}>
            {tail.still ? words.go(tail.held.length) : words.pause}
          </Button>
        </>
      }
    >
      <Card flush>
        {shown.length ? (
          <ol className="tail">
            {shown.map((line) => (
              <Line key={keyOf(line)} line={line} onOpen={() => setOpen(line)} />
            ))}
          </ol>
        ) : (
          <Empty
            title={wanted ? words.none : words.empty}
            action={!wanted && <Link to="/sources">{words.connect}</Link>}
          >
            {wanted ? words.noneWhy : words.emptyWhy}
          </Empty>
        )}
      </Card>
      <Drawer open={open !== null} onClose={() => setOpen(null)} title={open?.chinese || open?.name} size={520}>
        {open && <Detail line={open} />}
      </Drawer>
    </Page>
  );
}

function Line({ line, onOpen }: { line: TailLine; onOpen: () => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (
    <li className={line.decided}>
      <button type="button" onClick={onOpen}>
        <span className="mono second">{exact(line.received_at).slice(11)}</span>
        <span className="ellipsis">
          <b>{(chosen === "zh" && line.chinese) || line.name || kindName(line.kind, chosen)}</b>
        </span>
        <span className="ellipsis second">{line.source}</span>
        <Channel name={line.channel} />
        <Chip tone={line.decided === "stored" ? "good" : "look"}>{words[line.decided]}</Chip>
      </button>
      {line.person ? (
        <Link className="mono" to="/people/$person" params={{ person: line.person }}>
          {line.person}
        </Link>
      ) : (
        <span className="second small">{words.nobody}</span>
      )}
    </li>
  );
}

function Detail({ line }: { line: TailLine }) {
  const words = useWords(WORDS);
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{words.received}</dt>
        <dd>{exact(line.received_at)}</dd>
        <dt>{words.occurred}</dt>
        <dd>{line.occurred_at ? exact(line.occurred_at) : "–"}</dd>
        <dt>{words.source}</dt>
        <dd>{line.source}</dd>
        <dt>{words.decided}</dt>
        <dd>{words[line.decided]}</dd>
        <dt>{words.person}</dt>
        <dd>
          {line.person ? (
            <Link to="/people/$person" params={{ person: line.person }}>
              {line.person}
            </Link>
          ) : (
            words.nobody
          )}
        </dd>
        <dt>{words.why}</dt>
        <dd>{line.why}</dd>
        <dt>{words.message}</dt>
        <dd className="mono">{line.message_id}</dd>
      </dl>
      <Raw value={line} />
    </div>
  );
}
