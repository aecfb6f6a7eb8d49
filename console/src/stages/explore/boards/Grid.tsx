import { type CSSProperties, useRef } from "react";
import type { Card } from "../explore.api";
import { keyed, moved, type SharedWords } from "./arrange";
import { CardBody, CardTitle } from "./BoardCard";
import { Corner, Grip } from "./CardHandles";
import { CardTools } from "./CardTools";
import { type Hand, useDragging } from "./useDragging";

interface GridProps {
  cards: Card[];
  shared: SharedWords;
  round: number;
  /** The board's whole text is edited: titles lead nowhere, and cards can be taken off. */
  editing: boolean;
  /** For those who may arrange the board. */
  onChange?: ((cards: Card[]) => void) | undefined;
}

/** Sentences of cards side by side take the same room, so that their pictures stand in line. */
function looks(card: Card, at: number, hand: Hand | undefined): string {
  const own = hand?.at === at;
  const gap = hand?.gap?.beside === at ? `gap-${hand.gap.side}` : "";
  const taken = own ? (hand.size ? "sized" : "carried") : "";
  return ["card board-card", (card.columns ?? 6) < 12 ? "narrow" : "", taken, gap].filter(Boolean).join(" ");
}

function placed(card: Card, at: number, hand: Hand | undefined): CSSProperties {
  const carried = hand?.at === at && !hand.size;
  return {
    gridColumn: `span ${card.columns ?? 6}`,
    ...(carried ? { transform: `translate(${hand.dx}px, ${hand.dy}px)` } : {}),
  };
}

/** The cards in twelve columns, moved by their heads and sized by their corners; arrow keys do both. */
export function Grid({ cards, shared, round, editing, onChange }: GridProps) {
  const place = useRef<HTMLDivElement>(null);
  const { hand, take } = useDragging(place, cards, onChange);
  const put = (at: number, next: Card): void => onChange?.(cards.map((one, other) => (other === at ? next : one)));
  const move = (at: number, by: number): void => onChange?.(moved(cards, at, at + by));
  return (
    <div className={onChange ? "board-grid arranging" : "board-grid"} ref={place}>
      {keyed(cards).map(({ key, card: kept }, at) => {
        const card = hand?.at === at && hand.size ? hand.size : kept;
        const name = card.title ?? card.question.name;
        return (
          <section key={key} className={looks(card, at, hand)} style={placed(card, at, hand)} aria-label={name}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the grip in it does the same by keyboard */}
            <header
              onPointerDown={onChange && take(at, "move")}
              onDragStart={onChange && ((event) => event.preventDefault())}
            >
              <h2 className="ellipsis">{editing ? name : <CardTitle card={card} />}</h2>
              {onChange && (
                <span className="row tight nowrap">
                  {editing && (
                    <CardTools
                      card={card}
                      onMove={(by) => move(at, by)}
                      onChange={(next) => put(at, next)}
                      onRemove={() => onChange(cards.filter((_, other) => other !== at))}
                    />
                  )}
                  <Grip name={name} onMove={(by) => move(at, by)} />
                </span>
              )}
            </header>
            <div className="body">
              <CardBody card={card} shared={shared} round={round} />
            </div>
            {onChange && (
              <Corner name={name} card={kept} onTake={take(at, "size")} onChange={(next) => put(at, next)} />
            )}
          </section>
        );
      })}
    </div>
  );
}
