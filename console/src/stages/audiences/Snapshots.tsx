import { Button, Input } from "antd";
import { useState } from "react";
import { api, given } from "@/api/client";
import { useMay } from "@/api/session";
import { copy, language, useWords } from "@/lib/language";
import { count, full, measured } from "@/lib/numbers";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import { PeopleSheet } from "@/widgets/PeopleSheet";
import { useAct } from "@/widgets/useAct";
import { act, SEGMENTS, type Snapshot, useSnapshots } from "./audiences.api";

const WORDS = copy(
  {
    how: "快照把此刻在人群里的人原样留下，以后定义怎么变都不影响。按保存的版本拍，不含没保存的改动。",
    note: "为什么拍，如“双十一前”",
    take: "拍一张快照",
    taken: (n: string) => `已留下 ${n}`,
    people: (n: string) => measured(n, "人"),
    version: (n: number) => `第 ${n} 版`,
    none: "还没有快照。",
    see: "看看是谁",
    title: (n: number) => `快照 ${n}`,
  },
  {
    how: "A snapshot keeps who is in the segment right now, whatever becomes of the definition. It takes the saved version.",
    note: "What for, such as “before 11.11”",
    take: "Take a snapshot",
    taken: (n: string) => `${n} kept`,
    people: (n: string) => `${n} people`,
    version: (n: number) => `version ${n}`,
    none: "No snapshots yet.",
    see: "See who",
    title: (n: number) => `Snapshot ${n}`,
  },
);

/** Who was in it at a moment, kept for good. */
export function Snapshots({ name }: { name: string }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const may = useMay();
  const actor = useActors();
  const [note, setNote] = useState("");
  const [open, setOpen] = useState<Snapshot>();
  const take = useAct({
    act: () => act.snapshot(name, note.trim()),
    stale: [[...SEGMENTS, "snapshots", name]],
    done: (made) => words.taken(words.people(full(made.people))),
    after: () => setNote(""),
  });
  return (
    <div className="stack">
      <p className="small second">{words.how}</p>
      {may("people.change") && (
        <div className="row">
          <Input
            style={{ maxWidth: 320 }}
            maxLength={1000}
            placeholder={words.note}
            aria-label={words.note}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onPressEnter={() => take.mutate()}
          />
          <Button loading={take.isPending} onClick={() => take.mutate()}>
            {words.take}
          </Button>
        </div>
      )}
      <Answer query={useSnapshots(name)} loading={100}>
        {(all) =>
          all.length ? (
            <ul className="entries">
              {all.map((one) => (
                <li key={one.number}>
                  <div className="row between">
                    <span className="row">
                      <b>{words.people(count(one.people, chosen))}</b>
                      <span className="second small">
                        {words.version(one.version)} · {actor(one.taken_by, chosen)} · <When at={one.taken_at} />
                      </span>
                    </span>
                    <Button size="small" onClick={() => setOpen(one)}>
                      {words.see}
                    </Button>
                  </div>
                  {one.note && <p className="small second">{one.note}</p>}
                </li>
              ))}
            </ul>
          ) : (
            <p className="second">{words.none}</p>
          )
        }
      </Answer>
      <PeopleSheet
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open && words.title(open.number)}
        of={["snapshot", name, open?.number]}
        pageOf={async (after, signal) => {
          const params = { path: { name, number: open?.number ?? 0 }, query: { after, limit: 50 } };
          const page = await given(api.GET("/api/segments/{name}/snapshots/{number}", { params, signal }));
          return { people: page.people, next: page.next, count: page.snapshot.people };
        }}
      />
    </div>
  );
}
