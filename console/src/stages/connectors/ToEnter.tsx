import { useWords } from "@/lib/language";
import { Handed } from "@/widgets/Handed";
import type { NewConnector } from "./connectors.api";
import { WORDS } from "./connectors.copy";
import { isPlatform, WORDS as PLATFORM_WORDS } from "./platforms.copy";

/** What WeCom's console asks for, shown this once. */
export function ToEnter({ made, onClose }: { made: NewConnector; onClose: () => void }) {
  const words = useWords(WORDS);
  const platforms = useWords(PLATFORM_WORDS);
  const lines: [string, string][] = [["URL", made.callback]];
  if (made.token) lines.push(["Token", made.token]);
  if (made.key) lines.push(["EncodingAESKey", made.key]);
  if (isPlatform(made.channel)) {
    const why = made.token ? platforms.once : platforms.address;
    return <Handed title={platforms.enter} why={why} done={platforms.entered} lines={lines} onClose={onClose} />;
  }
  return <Handed title={words.made} why={words.once} done={words.copied} lines={lines} onClose={onClose} />;
}
