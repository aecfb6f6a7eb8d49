import { type KeyboardEvent, useState } from "react";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Info } from "@/ui/Figures";
import { type Band, CARD, drawn, LOST, labeled, left, newcomers, WIDTH } from "./flow";
import { FLOW } from "./flow.copy";
import { DEPTH, type FlowMap as Map_, type PoolNode, poolName, wayKey, wayName } from "./pools";

interface MapProps {
  map: Map_;
  at: string | undefined;
  onPick: (at: string) => void;
}

/** The pools in a row from the sea to the heart, and the ways between; each can be pointed at. */
export function FlowMap({ map, at, onPick }: MapProps) {
  const words = useWords(FLOW);
  const [hot, setHot] = useState<string | null>(null);
  const drawing = drawn(map);
  const pushed = map.pushes[0] && wayKey(map.pushes[0]);
  const named = labeled(drawing.bands, pushed);
  const lit = hot ?? at ?? null;
  return (
    <div className="flow">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg viewBox={`0 0 ${WIDTH} ${drawing.height}`} role="group" aria-label={words.mapLabel}>
        {drawing.bands.map((band) => (
          <Way
            key={wayKey(band.way)}
            band={band}
            pushed={wayKey(band.way) === pushed}
            faded={lit !== null && !touches(band, lit)}
            lit={lit !== null && touches(band, lit)}
            onHot={setHot}
            onPick={onPick}
          />
        ))}
        {drawing.bands.map((band) => (
          <Label
            key={wayKey(band.way)}
            band={band}
            strong={wayKey(band.way) === pushed || (lit !== null && touches(band, lit))}
            shown={lit === null ? named.has(wayKey(band.way)) : touches(band, lit)}
          />
        ))}
        {map.nodes.map((node) => (
          <Place
            key={node.pool}
            node={node}
            y={node.pool === "lost" ? drawing.bottom : drawing.top}
            fresh={newcomers(map).get(node.pool) ?? 0}
            chosen={at === node.pool}
            onHot={setHot}
            onPick={onPick}
          />
        ))}
      </svg>
      <div className="row flow-legend">
        <i className="on" /> {words.legend.on}
        <i className="push" /> {words.legend.push}
        <i className="leak" /> {words.legend.leak}
        <i className="found" /> {words.legend.found}
        <Info>{words.scale}</Info>
        <span className="push-right">{words.hint}</span>
      </div>
    </div>
  );
}

/** Whether a way is what is pointed at, or begins or ends in the pool that is. */
function touches({ way }: Band, lit: string): boolean {
  return wayKey(way) === lit || way.source === lit || way.target === lit;
}

interface WayProps {
  band: Band;
  pushed: boolean;
  faded: boolean;
  lit: boolean;
  onHot: (at: string | null) => void;
  onPick: (at: string) => void;
}

function Way({ band, pushed, faded, lit, onHot, onPick }: WayProps) {
  const chosen = language.use();
  const { way, side } = band;
  const key = wayKey(way);
  const tone = pushed ? "push" : way.leak ? "leak" : side === "found" ? "found" : "on";
  return (
    <g
      className={`way ${tone}${faded ? " faded" : ""}${lit ? " lit" : ""}`}
      {...pointing(key, onHot, onPick, `${wayName(way, chosen)} ${count(way.moves, chosen)}`)}
    >
      <path d={band.path} strokeWidth={band.width} fill="none" />
      <path d={band.path} className="hit" strokeWidth={Math.max(12, band.width)} fill="none" />
    </g>
  );
}

/** The figures of a way, above all bands, so that none lies across them. */
function Label({ band, shown, strong }: { band: Band; shown: boolean; strong: boolean }) {
  const chosen = language.use();
  if (!shown) return null;
  const { way, label, side } = band;
  const figures = `${count(way.moves, chosen)} · ${percent(way.conversion)}`;
  return (
    <text
      className={strong ? "way-label strong" : "way-label"}
      x={label.x}
      y={label.y}
      textAnchor={side === "out" || side === "found" ? "start" : "middle"}
    >
      {side === "next" ? percent(way.conversion) : figures}
    </text>
  );
}

interface PlaceProps {
  node: PoolNode;
  y: number;
  fresh: number;
  chosen: boolean;
  onHot: (at: string | null) => void;
  onPick: (at: string) => void;
}

function Place({ node, y, fresh, chosen, onHot, onPick }: PlaceProps) {
  const words = useWords(FLOW);
  const spoken = language.use();
  const lost = node.pool === "lost";
  const name = poolName(node.pool, spoken);
  const grew = words.grew(signed(node.increment, spoken));
  const box = lost
    ? { x: 0, width: WIDTH, height: LOST.height }
    : { x: left(node.pool), width: CARD.width, height: CARD.height };
  return (
    <g
      className={`pool ${lost ? "lost" : depth(node)}${chosen ? " chosen" : ""}`}
      {...pointing(node.pool, onHot, onPick)}
    >
      <rect {...box} y={y} rx={6} />
      {lost ? (
        <text x={16} y={y + 29}>
          <tspan className="name">{name}</tspan>
          <tspan className="figure" dx={12}>
            {count(node.end, spoken)}
          </tspan>
          <tspan className="sub" dx={12}>
            {grew}
          </tspan>
        </text>
      ) : (
        <>
          <text x={box.x + 10} y={y + 20} className="name">
            {name}
          </text>
          <text x={box.x + 10} y={y + 46} className="figure">
            {count(node.end, spoken)}
          </text>
          <text x={box.x + 10} y={y + 63} className="sub">
            {grew}
          </text>
          <text x={box.x + 10} y={y + 78} className="sub">
            {fresh > 0 ? words.fresh(count(fresh, spoken)) : ""}
          </text>
        </>
      )}
    </g>
  );
}

function depth(node: PoolNode): string {
  const place = DEPTH.indexOf(node.pool);
  return place === 0 ? "sea" : place >= 6 ? "heart" : "own";
}

export function signed(value: number, chosen: "zh" | "en"): string {
  return `${value > 0 ? "+" : ""}${count(value, chosen)}`;
}

/** What makes a part of the drawing a button: pointed at by mouse or keyboard it lights up, pressed it is chosen. */
function pointing(at: string, onHot: (at: string | null) => void, onPick: (at: string) => void, label?: string) {
  return {
    role: "button",
    tabIndex: 0,
    "aria-label": label,
    onClick: () => onPick(at),
    onMouseEnter: () => onHot(at),
    onMouseLeave: () => onHot(null),
    onFocus: () => onHot(at),
    onBlur: () => onHot(null),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onPick(at);
    },
  };
}
