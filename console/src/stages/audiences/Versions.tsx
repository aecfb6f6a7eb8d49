import { Button } from "antd";
import { copy, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import { type Segment, useVersions } from "./audiences.api";
import type { Definition } from "./language/nodes";
import { said } from "./language/words";
import { useLexicon } from "./useLexicon";

const WORDS = copy(
  {
    version: (n: number) => `第 ${n} 版`,
    now: "现在用的",
    open: "放进编辑器",
  },
  {
    version: (n: number) => `Version ${n}`,
    now: "in use",
    open: "Open in the editor",
  },
);

/** What the segment was, from version to version, in words; any of them can be taken up again. */
export function Versions({ segment, onOpen }: { segment: Segment; onOpen: (definition: Definition) => void }) {
  const words = useWords(WORDS);
  const lexicon = useLexicon();
  const actor = useActors();
  return (
    <Answer query={useVersions(segment.name)} loading={140}>
      {(versions) => (
        <ul className="entries">
          {versions.map((one) => (
            <li key={one.version}>
              <div className="row between">
                <span className="row">
                  <b>{words.version(one.version)}</b>
                  {one.version === segment.version && <Chip tone="good">{words.now}</Chip>}
                  <span className="second small">
                    {actor(one.changed_by, lexicon.language)} · <When at={one.changed_at} />
                  </span>
                </span>
                {one.version !== segment.version && (
                  <Button size="small" onClick={() => onOpen(one.definition)}>
                    {words.open}
                  </Button>
                )}
              </div>
              <p className="quote">{said(one.definition.where, lexicon)}</p>
              {one.note && <p className="small second">{one.note}</p>}
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}
