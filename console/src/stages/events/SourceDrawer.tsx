import { Descriptions, Drawer } from "antd";
import { language, useWords } from "@/lib/language";
import { Count } from "@/ui/Figures";
import { When } from "@/ui/When";
import { Logged } from "@/widgets/Logged";
import { channelName } from "@/widgets/names";
import type { Source } from "@/widgets/sources";
import { SOURCES } from "./sources.copy";

/** One source: what is sent by it, and who did what to it. */
export function SourceDrawer({ source, onClose }: { source: Source; onClose: () => void }) {
  const words = useWords(SOURCES);
  const chosen = language.use();
  const facts = [
    [words.channel, channelName(source.channel, chosen)],
    [words.plan, words.plans[source.plan]],
    [words.stored, <Count key="stored" value={source.stored} />],
    [words.duplicates, <Count key="duplicates" value={source.duplicates} />],
    [words.rejected, <Count key="rejected" value={source.rejected} />],
    [words.since, <When key="since" at={source.created_at} />],
  ] as const;
  return (
    <Drawer open size={440} title={source.name} onClose={onClose}>
      <Descriptions
        column={1}
        size="small"
        items={facts.map(([label, children]) => ({ key: label, label, children }))}
      />
      <Logged subject={`source:${source.id}`} />
    </Drawer>
  );
}
