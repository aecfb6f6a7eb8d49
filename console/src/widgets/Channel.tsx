import { language } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import { channelName } from "./names";

export function Channel({ name, tone = "quiet" }: { name: string; tone?: Tone }) {
  return <Chip tone={tone}>{channelName(name, language.use())}</Chip>;
}
