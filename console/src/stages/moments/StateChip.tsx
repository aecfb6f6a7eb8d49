import { useWords } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import type { State } from "./moments.api";
import { WORDS } from "./moments.copy";

const TONES: Record<State, Tone> = {
  planned: "quiet",
  asking: "look",
  asked: "look",
  canceling: "look",
  canceled: "quiet",
  declined: "bad",
  done: "good",
};

export function StateChip({ state }: { state: State }) {
  const words = useWords(WORDS);
  return <Chip tone={TONES[state]}>{words.states[state]}</Chip>;
}
