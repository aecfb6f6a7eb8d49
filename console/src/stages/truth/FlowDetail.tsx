import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { language, useWords } from "@/lib/language";
import { count, percent, yuan } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count } from "@/ui/Figures";
import { wayBefore } from "./flow";
import { FLOW } from "./flow.copy";
import { type FlowMap, type PoolNode, pointed, poolName, type Way, wayKey, wayName } from "./pools";
import { points } from "./told";

interface DetailProps {
  map: FlowMap;
  before: FlowMap | null;
  at: string | undefined;
  onPick: (at: string | undefined) => void;
  /** Opens the people who stood there at the end, or who went that way. */
  onPeople: (what: "end" | "moved", path: string[], title: string) => void;
}

/** What is pointed at on the map, in figures; else the steps most worth doing. */
export function FlowDetail(props: DetailProps) {
  const words = useWords(FLOW);
  const chosen = language.use();
  const found = pointed(props.map, props.at);
  const close = (
    <Button
      type="text"
      size="small"
      icon={<CloseOutlined />}
      aria-label={words.close}
      onClick={() => props.onPick(undefined)}
    />
  );
  if (found?.way)
    return (
      <Card title={wayName(found.way, chosen)} extra={close}>
        <OfWay way={found.way} {...props} />
      </Card>
    );
  if (found?.node)
    return (
      <Card title={poolName(found.node.pool, chosen)} extra={close}>
        <OfPool node={found.node} {...props} />
      </Card>
    );
  return (
    <Card title={words.pushes}>
      <Pushes {...props} />
    </Card>
  );
}

function OfWay({ way, map, before, onPeople }: DetailProps & { way: Way }) {
  const words = useWords(FLOW);
  const chosen = language.use();
  const was = wayBefore(before, way);
  const push = map.pushes.find((one) => wayKey(one) === wayKey(way));
  return (
    <div className="stack">
      <dl className="facts">
        <Fact name={words.moves}>
          <Count value={way.moves} />
          {way.exposed > 0 && <span className="second"> · {words.of(count(way.exposed, chosen))}</span>}
        </Fact>
        <Fact name={words.conversion}>
          {percent(way.conversion)}
          {was && way.conversion !== null && (
            <span className="second">
              {" "}
              · {words.before} {percent(was.conversion)} · {points(way.conversion, was.conversion, chosen)}
            </span>
          )}
        </Fact>
        {way.median_days !== null && <Fact name={words.median}>{stay(way.median_days, words)}</Fact>}
        {push && (
          <>
            <Fact name={words.worth}>{yuan(Math.round(push.worth_fen))}</Fact>
            <Fact name={words.gain}>{yuan(Math.round(push.gain_fen))}</Fact>
          </>
        )}
      </dl>
      <Button onClick={() => onPeople("moved", [way.source, way.target], wayName(way, chosen))}>
        {words.seeMoved(count(way.people, chosen))}
      </Button>
    </div>
  );
}

function OfPool({ node, map, before, onPick, onPeople }: DetailProps & { node: PoolNode }) {
  const words = useWords(FLOW);
  const chosen = language.use();
  const was = before?.nodes.find((one) => one.pool === node.pool);
  const worth = map.value_fen[node.pool];
  const into = map.edges.filter((way) => way.target === node.pool).toSorted((a, b) => b.moves - a.moves);
  const out = map.edges.filter((way) => way.source === node.pool).toSorted((a, b) => b.moves - a.moves);
  return (
    <div className="stack">
      <Sum node={node} />
      {was && (
        <span className="second small">
          {words.before} <Sum node={was} />
        </span>
      )}
      {worth !== undefined && node.pool !== "lost" && (
        <p className="second small">
          {words.valueEach} <b>{yuan(Math.round(worth))}</b>
        </p>
      )}
      <Button disabled={!node.end} onClick={() => onPeople("end", [node.pool], poolName(node.pool, chosen))}>
        {words.seeEnd(count(node.end, chosen))}
      </Button>
      <Ways title={words.wayIn} ways={into} side="source" onPick={onPick} />
      <Ways title={words.wayOut} ways={out} side="target" onPick={onPick} />
    </div>
  );
}

/** `期初 45 ＋ 来 361 − 走 164 ＝ 期末 242`: it always adds up. */
function Sum({ node }: { node: PoolNode }) {
  const words = useWords(FLOW);
  return (
    <span className="flow-sum">
      {words.start} <Count value={node.start} /> + {words.came} <Count value={node.came} /> − {words.went}{" "}
      <Count value={node.went} /> = {words.end} <b>{<Count value={node.end} />}</b>
    </span>
  );
}

interface WaysProps {
  title: string;
  ways: Way[];
  side: "source" | "target";
  onPick: (at: string) => void;
}

function Ways({ title, ways, side, onPick }: WaysProps) {
  const words = useWords(FLOW);
  const chosen = language.use();
  const most = Math.max(1, ...ways.map((way) => way.moves));
  return (
    <section className="stack tight">
      <h3>{title}</h3>
      {!ways.length && <span className="second small">{words.nothing}</span>}
      {ways.slice(0, 6).map((way) => (
        <button
          type="button"
          key={wayKey(way)}
          className="bar-line"
          disabled={way.source === "nobody"}
          onClick={() => onPick(wayKey(way))}
        >
          <i style={{ width: `${(way.moves / most) * 100}%` }} className={way.leak ? "leak" : ""} />
          <span>{poolName(way[side], chosen)}</span>
          <span>{count(way.moves, chosen)}</span>
        </button>
      ))}
    </section>
  );
}

function Pushes({ map, onPick }: DetailProps) {
  const words = useWords(FLOW);
  const chosen = language.use();
  const best = map.pushes.slice(0, 5);
  const most = Math.max(1, ...best.map((push) => push.gain_fen));
  return (
    <div className="stack">
      {best.map((push, place) => (
        <button type="button" key={wayKey(push)} className="push-line" onClick={() => onPick(wayKey(push))}>
          <span>{push.cut ? words.cutOne(wayName(push, chosen)) : words.push(wayName(push, chosen))}</span>
          <b>{yuan(Math.round(push.gain_fen))}</b>
          <span className="meter">
            <i style={{ width: `${(push.gain_fen / most) * 100}%`, background: place ? undefined : "var(--accent)" }} />
          </span>
          <span className="second small">{words.each(yuan(Math.round(push.worth_fen)))}</span>
        </button>
      ))}
      <p className="second small">{words.arithmetic}</p>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

export function stay(days: number, words: { days: (n: string) => string; instant: string }): string {
  return days < 0.5 ? words.instant : words.days(days.toFixed(days < 10 ? 1 : 0));
}
