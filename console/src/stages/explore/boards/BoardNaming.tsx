import { Input } from "antd";
import { useWords } from "@/lib/language";
import type { Board } from "../explore.api";
import { BOARD } from "./board.words";

/** What the board is called and for whom it is, while it is edited. */
export function BoardNaming({ draft, onChange }: { draft: Board; onChange: (board: Board) => void }) {
  const words = useWords(BOARD);
  return (
    <span className="row">
      <Input
        aria-label={words.name}
        value={draft.name}
        maxLength={100}
        style={{ width: 240 }}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
      />
      <Input
        aria-label={words.note}
        placeholder={words.note}
        value={draft.note}
        maxLength={1000}
        style={{ width: 320 }}
        onChange={(event) => onChange({ ...draft, note: event.target.value })}
      />
    </span>
  );
}
