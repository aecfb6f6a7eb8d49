import { useWords } from "@/lib/language";
import { Conflict } from "@/widgets/Conflict";
import { useBoard } from "../explore.api";
import { BOARD } from "./board.words";

interface ConflictProps {
  board: number;
  busy: boolean;
  /** Ours counts, over this version of theirs. */
  onOver: (version: number) => void;
  onTake: () => void;
  onClose: () => void;
}

/** Somebody else saved the board in between. */
export function BoardConflict({ board, busy, onOver, onTake, onClose }: ConflictProps) {
  const words = useWords(BOARD);
  return (
    <Conflict
      query={useBoard(board)}
      said={(other) => words.theirs(other.changed.name, other.version, other.cards.length)}
      busy={busy}
      onOver={(other) => onOver(other.version)}
      onTake={onTake}
      onClose={onClose}
    />
  );
}
