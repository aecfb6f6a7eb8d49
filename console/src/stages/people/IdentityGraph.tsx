import { Button, Input, Modal } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { exact } from "@/lib/moments";
import { Chip } from "@/ui/Chip";
import { Answer } from "@/widgets/Answer";
import { Evidence } from "@/widgets/Evidence";
import { namespaceName } from "@/widgets/names";
import { useAct } from "@/widgets/useAct";
import { type Node, placed } from "./graph";
import { act, type Drawing, PEOPLE, useGraph } from "./people.api";
import { WORDS } from "./person.copy";

type Link = Drawing["links"][number];

/** The drawing's own size: as wide as it stands on the screen, so that its text is as large as all other. */
const WIDE = { width: 820, height: 460, letters: 18 };
const PHONE = { width: 360, height: 430, letters: 13 };

/** Why these identifiers are one person: each link with its evidence, and the way to take one off. */
export function IdentityGraph({ person }: { person: string }) {
  const query = useGraph(person, true);
  return (
    <Answer query={query} loading={420}>
      {(drawing) => <Drawn drawing={drawing} />}
    </Answer>
  );
}

function Drawn({ drawing }: { drawing: Drawing }) {
  const words = useWords(WORDS).graph;
  const chosen = language.use();
  const [link, setLink] = useState<Link | null>(null);
  const [node, setNode] = useState<Node | null>(null);
  const { width, height, letters } = matchMedia("(max-width: 760px)").matches ? PHONE : WIDE;
  const nodes = placed(drawing, width, height);
  const at = new Map(nodes.map((one) => [one.identity, one]));
  const pickLink = (one: Link): void => {
    setLink(one);
    setNode(null);
  };
  const pickNode = (one: Node): void => {
    setNode(one);
    setLink(null);
  };
  return (
    <div className="graph stack" style={{ padding: "12px 20px 20px" }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg viewBox={`0 0 ${width} ${height}`} aria-label={words.pick} role="group">
        {drawing.links.map((one) => {
          const [a, b] = [at.get(one.a), at.get(one.b)];
          if (!a || !b) return null;
          const ends = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
          const name = `${namespaceName(a.namespace, chosen)} – ${namespaceName(b.namespace, chosen)}`;
          return (
            <g key={`${one.a}-${one.b}-${one.evidence}`} {...press(name, () => pickLink(one))}>
              <line className={`${one.state}${link === one ? " hot" : ""}`} {...ends} />
              <line className="hit" {...ends} />
            </g>
          );
        })}
        {nodes.map((one) => (
          <g key={one.identity} {...press(`${namespaceName(one.namespace, chosen)} ${one.value}`, () => pickNode(one))}>
            <circle cx={one.x} cy={one.y} r={9} className={node?.identity === one.identity ? "hot" : ""} />
            <text x={one.x} y={one.y - 16}>
              {namespaceName(one.namespace, chosen)}
            </text>
            <text x={one.x} y={one.y + 24} className="second">
              {one.value.length > letters ? `${one.value.slice(0, letters - 2)}…` : one.value}
            </text>
          </g>
        ))}
      </svg>
      {link && <Linked link={link} />}
      {node && <Split key={node.identity} node={node} person={drawing.person} alone={drawing.identifiers.length < 2} />}
      {!link && !node && <p className="second small">{drawing.links.length ? words.pick : words.single}</p>}
    </div>
  );
}

function press(label: string, act: () => void) {
  return {
    role: "button",
    tabIndex: 0,
    "aria-label": label,
    onClick: act,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act();
    },
  };
}

function Linked({ link }: { link: Link }) {
  const words = useWords(WORDS).graph;
  const chosen = language.use();
  const limited = link.reason.startsWith("limit:") ? link.reason.slice("limit:".length) : "";
  return (
    <div className="row">
      <Chip tone={link.state === "accepted" ? "good" : "bad"}>{words[link.state]}</Chip>
      <Evidence text={link.evidence} />
      {link.reason && <span>{limited ? words.limit(namespaceName(limited, chosen)) : words.reasons[link.reason]}</span>}
      <span className="second">{exact(link.occurred_at)}</span>
    </div>
  );
}

function Split({ node, person, alone }: { node: Node; person: string; alone: boolean }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState("");
  const split = useAct({
    act: () => act.split(person, node.identity, note),
    stale: [PEOPLE],
    done: (answer) => words.act.splitDone(answer.people.length),
    after: () => setAsking(false),
  });
  return (
    <div className="row">
      <b>{namespaceName(node.namespace, chosen)}</b>
      <span className="mono">{node.value}</span>
      {may("people.change") && !alone && (
        <Button size="small" onClick={() => setAsking(true)}>
          {words.graph.split}
        </Button>
      )}
      <Modal
        title={words.graph.split}
        open={asking}
        onCancel={() => setAsking(false)}
        onOk={() => split.mutate()}
        okText={words.graph.split}
        confirmLoading={split.isPending}
      >
        <div className="stack">
          <p className="second">{words.graph.splitWhy}</p>
          <Input
            value={note}
            onChange={(event) => setNote(event.target.value)}
            placeholder={words.act.note}
            aria-label={words.act.note}
          />
        </div>
      </Modal>
    </div>
  );
}
