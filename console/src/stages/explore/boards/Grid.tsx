import { useState } from "react";
import { useWords } from "@/lib/language";
import type { Card } from "../explore.api";
import { keyed, moved, type SharedWords } from "./arrange";
import { CardBody, CardTitle } from "./BoardCard";
import { BOARD } from "./board.words";
import { CardTools } from "./CardTools";

interface GridProps {
  cards: Card[];
  shared: SharedWords;
  round: number;
  /** While the board is edited. */
  onChange?: ((cards: Card[]) => void) | undefined;
}

/** Sentences of cards side by side take the same room, so that their pictures stand in line. */
function looks(card: Card, dragged: boolean): string {
  return ["card board-card", (card.columns ?? 6) < 12 ? "narrow" : "", dragged ? "dragged" : ""]
    .filter(Boolean)
    .join(" ");
}

/** The cards in twelve columns. While edited they are dragged, or moved by buttons and arrow keys. */
export function Grid({ cards, shared, round, onChange }: GridProps) {
  const words = useWords(BOARD);
  const [dragged, setDragged] = useState<number>();
  const move = (from: number, to: number): void => onChange?.(moved(cards, from, to));
  return (
    <div className="board-grid">
      {keyed(cards).map(({ key, card }, at) => (
        <section
          key={key}
          className={looks(card, dragged === at)}
          style={{ gridColumn: `span ${card.columns ?? 6}` }}
          aria-label={card.title ?? card.question.name}
          onDragOver={(event) => dragged !== undefined && event.preventDefault()}
          onDrop={() => {
            if (dragged !== undefined) move(dragged, at);
            setDragged(undefined);
          }}
        >
          {onChange ? (
            // biome-ignore lint/a11y/noStaticElementInteractions: dragging is one way; buttons beside it do the same by keyboard
            <header
              draggable
              title={words.drag}
              onDragStart={() => setDragged(at)}
              onDragEnd={() => setDragged(undefined)}
              onKeyDown={(event) => {
                if (event.key === "ArrowLeft") move(at, at - 1);
                if (event.key === "ArrowRight") move(at, at + 1);
              }}
            >
              <h2 className="ellipsis">{card.title ?? card.question.name}</h2>
              <CardTools
                card={card}
                onMove={(by) => move(at, at + by)}
                onChange={(next) => onChange(cards.map((one, place) => (place === at ? next : one)))}
                onRemove={() => onChange(cards.filter((_, place) => place !== at))}
              />
            </header>
          ) : (
            <header>
              <h2 className="ellipsis">
                <CardTitle card={card} />
              </h2>
            </header>
          )}
          <div className="body">
            <CardBody card={card} shared={shared} round={round} />
          </div>
        </section>
      ))}
    </div>
  );
}
