import { useQuery } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { api, given, type Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import { copy, useWords } from "@/lib/language";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { BOARDS } from "@/widgets/useBoardChoice";
import { act, SAVED, type Saved } from "./explore.api";
import { type Ask, isAsk } from "./question";

const WORDS = copy(
  {
    open: "历史",
    title: (name: string) => `“${name}”的历史`,
    version: (n: number) => `第 ${n} 版`,
    look: "看这一版",
    back: "恢复",
    restored: "已恢复成一个新版本",
    now: "现在",
  },
  {
    open: "History",
    title: (name: string) => `History of “${name}”`,
    version: (n: number) => `Version ${n}`,
    look: "Look at it",
    back: "Restore",
    restored: "Restored as a new version",
    now: "now",
  },
);

interface HistoryProps {
  saved: Saved;
  /** Asks an earlier version on the page, where there is one for its kind. */
  onLook?: (ask: Ask) => void;
  /** In a row of a list. */
  small?: boolean;
}

/** What a saved question was: who changed it when, and each version to look at again. */
export function History({ saved, onLook, small = false }: HistoryProps) {
  const words = useWords(WORDS);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={small ? "small" : "middle"} type={small ? "text" : "default"} onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} title={words.title(saved.name)} size={420} destroyOnHidden>
        <Versions
          saved={saved}
          onLook={
            onLook &&
            ((ask) => {
              onLook(ask);
              setOpen(false);
            })
          }
        />
      </Drawer>
    </>
  );
}

function Versions({ saved, onLook }: { saved: Saved; onLook: ((ask: Ask) => void) | undefined }) {
  const words = useWords(WORDS);
  const number = saved.id;
  const may = useMay();
  const restore = useAct({
    act: (one: Shapes["SavedVersionOut"]) => act.change(saved, one.name, one.note, one.question),
    stale: [[...SAVED], [...BOARDS]],
    done: words.restored,
  });
  const history = useQuery({
    queryKey: ["insight", "saved", number, "history", saved.version],
    queryFn: () => given(api.GET("/api/insight/saved/{number}/history", { params: { path: { number } } })),
  });
  return (
    <Answer query={history} loading={200}>
      {(versions) => (
        <ul className="sheet-people">
          {versions.map((one) => {
            const { question } = one;
            return (
              <li key={one.version}>
                <div className="row between">
                  <b>
                    {words.version(one.version)}
                    {one.version === saved.version && <span className="second small"> · {words.now}</span>}
                  </b>
                  <span className="row tight">
                    {onLook && isAsk(question) && (
                      <Button size="small" onClick={() => onLook(question)}>
                        {words.look}
                      </Button>
                    )}
                    {may("people.change") && one.version !== saved.version && (
                      <Button size="small" loading={restore.isPending} onClick={() => restore.mutate(one)}>
                        {words.back}
                      </Button>
                    )}
                  </span>
                </div>
                <div className="small second">
                  {one.name} · {one.changed.name} · <When at={one.changed.at} />
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Answer>
  );
}
