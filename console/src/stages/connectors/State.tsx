import { useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { standingOf, TONES } from "./connectors";
import type { Connector } from "./connectors.api";
import { WORDS } from "./connectors.copy";

/** How an account does, in a word. */
export function State({ connector }: { connector: Connector }) {
  const words = useWords(WORDS);
  const standing = standingOf(connector, new Date());
  return <Chip tone={TONES[standing]}>{words.states[standing]}</Chip>;
}
