import {
  ArrowLeftOutlined,
  ArrowRightOutlined,
  CloseOutlined,
  ColumnHeightOutlined,
  ColumnWidthOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { useWords } from "@/lib/language";
import type { Card } from "../explore.api";
import { wider } from "./arrange";
import { BOARD } from "./board.words";

interface ToolsProps {
  card: Card;
  onMove: (by: number) => void;
  onChange: (card: Card) => void;
  onRemove: () => void;
}

/** What can be done with a card while the board is edited; all of it by keyboard too. */
export function CardTools({ card, onMove, onChange, onRemove }: ToolsProps) {
  const words = useWords(BOARD);
  const button = { size: "small", type: "text" } as const;
  return (
    <span className="row tight nowrap">
      <Button
        {...button}
        icon={<ArrowLeftOutlined />}
        aria-label={words.left}
        title={words.left}
        onClick={() => onMove(-1)}
      />
      <Button
        {...button}
        icon={<ArrowRightOutlined />}
        aria-label={words.right}
        title={words.right}
        onClick={() => onMove(1)}
      />
      <Button
        {...button}
        icon={<ColumnWidthOutlined />}
        aria-label={words.size}
        title={words.size}
        onClick={() => onChange({ ...card, columns: wider(card.columns ?? 6) })}
      />
      <Button
        {...button}
        icon={<ColumnHeightOutlined />}
        aria-label={words.tall}
        title={words.tall}
        onClick={() => onChange({ ...card, height: card.height === "tall" ? "low" : "tall" })}
      />
      <Button {...button} danger icon={<CloseOutlined />} aria-label={words.off} title={words.off} onClick={onRemove} />
    </span>
  );
}
