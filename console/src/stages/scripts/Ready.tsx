import { Button, Drawer } from "antd";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Chip } from "@/ui/Chip";
import { Answer } from "@/widgets/Answer";
import { SCRIPTS } from "@/widgets/scripts";
import { useAct } from "@/widgets/useAct";
import { act, type ReadySet, useReady } from "./scripts.api";
import { WORDS } from "./scripts.copy";

/** Ready scripts by trade, each set taken with one press: into everybody's folders where one may, else one's own. */
export function Ready() {
  const words = useWords(WORDS);
  const shared = useMay()("touchpoints.manage");
  return (
    <div className="stack">
      <p className="second">{shared ? words.readyWhy : words.readyWhyOwn}</p>
      <Answer query={useReady()} loading={240}>
        {(sets) => (
          <ul className="scripts-ready">
            {sets.map((one) => (
              <One key={one.id} set={one} own={!shared} />
            ))}
          </ul>
        )}
      </Answer>
    </div>
  );
}

/** The same in a drawer, where there are scripts already. */
export function ReadyDrawer({ onClose }: { onClose: () => void }) {
  const words = useWords(WORDS);
  return (
    <Drawer open size={720} title={words.ready} onClose={onClose}>
      <Ready />
    </Drawer>
  );
}

function One({ set, own }: { set: ReadySet; own: boolean }) {
  const words = useWords(WORDS);
  const english = language.use() === "en";
  const held = own ? set.taken_own : set.taken;
  const whole = held >= set.titles.length;
  const take = useAct({
    act: () => act.takeReady(set.id, own),
    stale: [SCRIPTS],
    done: (answer) => words.readyTaken(answer.scripts),
  });
  return (
    <li>
      <div className="row between nowrap">
        <span className="row" style={{ gap: 6 }}>
          <b>{english ? set.name_en : set.name}</b>
          <Chip tone="quiet">{words.readyCount(set.titles.length)}</Chip>
        </span>
        <Button size="small" disabled={whole} loading={take.isPending} onClick={() => take.mutate()}>
          {whole ? words.readyHeld : words.readyTake}
        </Button>
      </div>
      <span className="second small">{set.titles.join("、")}</span>
    </li>
  );
}
