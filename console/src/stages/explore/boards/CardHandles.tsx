import { HolderOutlined } from "@ant-design/icons";
import type { KeyboardEvent, PointerEvent } from "react";
import { useWords } from "@/lib/language";
import type { Card } from "../explore.api";
import { BOARD } from "./board.words";
import { stepped } from "./dragging";

interface GripProps {
  name: string;
  onMove: (by: -1 | 1) => void;
}

/** What a card is moved by; with the arrow keys too. */
export function Grip({ name, onMove }: GripProps) {
  const words = useWords(BOARD);
  const press = (event: KeyboardEvent): void => {
    const by = ({ ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 } as const)[event.key];
    if (!by) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    <button type="button" className="board-grip" aria-label={words.grip(name)} title={words.drag} onKeyDown={press}>
      <HolderOutlined />
    </button>
  );
}

interface CornerProps {
  name: string;
  card: Card;
  onTake: (event: PointerEvent<HTMLElement>) => void;
  onChange: (card: Card) => void;
}

/** What a card is sized by: left and right its width, up and down its height. */
export function Corner({ name, card, onTake, onChange }: CornerProps) {
  const words = useWords(BOARD);
  const press = (event: KeyboardEvent): void => {
    const next = sizedBy(event.key, card);
    if (!next) return;
    event.preventDefault();
    if (next.columns !== card.columns || next.height !== card.height) onChange(next);
  };
  return (
    <button
      type="button"
      className="board-corner"
      aria-label={words.corner(name)}
      title={words.pull}
      onPointerDown={onTake}
      onKeyDown={press}
    />
  );
}

function sizedBy(key: string, card: Card): Card | undefined {
  const columns = card.columns ?? 6;
  if (key === "ArrowLeft") return { ...card, columns: stepped(columns, -1) };
  if (key === "ArrowRight") return { ...card, columns: stepped(columns, 1) };
  if (key === "ArrowUp") return { ...card, height: "low" };
  if (key === "ArrowDown") return { ...card, height: "tall" };
  return undefined;
}
