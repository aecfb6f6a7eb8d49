import { Button } from "antd";
import { useRef, useState } from "react";
import { api, given } from "@/api/client";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count, full, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Meter } from "@/ui/Figures";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { DefinitionSheet } from "@/widgets/DefinitionSheet";
import { Exports } from "@/widgets/Exports";
import { TRUST_NAMES, trustName } from "@/widgets/names";
import { useAct } from "@/widgets/useAct";
import type { Picked } from "./LayeringTab";
import { useDistribution, useTrust } from "./layers.api";
import { WORDS } from "./more.copy";
import { closeness } from "./tables";

/** How close everybody is, which trust stages there are, and who changed theirs. */
export function TrustTab() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const query = useDistribution();
  const [picked, setPicked] = useState<Picked>();
  const picture = useRef<HTMLDivElement>(null);
  return (
    <Answer query={query} loading={360}>
      {(data) =>
        data.run === null ? (
          <Never />
        ) : (
          <>
            <div className="row between">
              <p>
                {words.mean((data.mean ?? 0).toFixed(1), count(data.people, chosen))}{" "}
                <span className="second small">
                  {words.model(data.model_version ?? 0)} · <When at={data.scored_at} />
                </span>
              </p>
              <Exports name={words.trust.both} rows={() => closeness(data, words, chosen)} picture={picture} whole />
            </div>
            <div ref={picture} className="columns halves">
              <Card title={words.trust.title}>
                <Bars
                  rows={TRUST_NAMES.map((name) => ({
                    name: trustName(name, chosen),
                    people: data.stages[name] ?? 0,
                    where: { kind: "trust", stages: [name] },
                  }))}
                  onPick={setPicked}
                />
              </Card>
              <Card title={words.trust.distribution}>
                <Bars
                  rows={data.bins.map((people, at) => ({
                    name: words.bin(at * 10, at * 10 + 10),
                    people,
                    where: {
                      kind: "intimacy",
                      test: { type: "number", op: "between", value: [at * 10, at * 10 + (at < 9 ? 9.9999 : 10)] },
                    },
                  }))}
                  onPick={setPicked}
                />
              </Card>
            </div>
            <Moves />
            <DefinitionSheet
              open={picked !== undefined}
              onClose={() => setPicked(undefined)}
              title={picked?.title}
              definition={picked?.definition}
            />
          </>
        )
      }
    </Answer>
  );
}

function Never() {
  const words = useWords(WORDS);
  const may = useMay();
  const score = useAct({
    act: () => given(api.POST("/api/intimacy/runs", { body: { task: "score" } })),
    stale: [["layers", "distribution"]],
    done: words.scoring,
  });
  return (
    <Card>
      <Empty
        title={words.trustNever}
        action={
          may("system.manage") && (
            <Button type="primary" loading={score.isPending} onClick={() => score.mutate()}>
              {words.score}
            </Button>
          )
        }
      >
        {words.trustWhy}
      </Empty>
    </Card>
  );
}

interface Bar {
  name: string;
  people: number;
  where: unknown;
}

function Bars({ rows, onPick }: { rows: Bar[]; onPick: (picked: Picked) => void }) {
  const chosen = language.use();
  const most = Math.max(1, ...rows.map((row) => row.people));
  const all = rows.reduce((sum, row) => sum + row.people, 0);
  return (
    <ul className="trust-bars">
      {rows.map((row) => (
        <li key={row.name}>
          <button
            type="button"
            disabled={!row.people}
            title={full(row.people)}
            onClick={() =>
              onPick({ title: row.name, definition: { version: 1, where: row.where }, people: row.people })
            }
          >
            <span>{row.name}</span>
            <Meter share={row.people / most} label={percent(all ? row.people / all : null)} />
            <span className="number">{count(row.people, chosen)}</span>
            <span className="number small second">{percent(all ? row.people / all : null)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Moves() {
  const words = useWords(WORDS);
  const chosen = language.use();
  const query = useTrust();
  return (
    <Card title={words.trust.moves}>
      <Answer query={query} loading={80}>
        {(data) =>
          data.moves.length ? (
            <ul className="moves">
              {data.moves.map((move) => (
                <li key={`${move.before}/${move.after}`} className="row between">
                  <span>
                    {move.before ? trustName(move.before, chosen) : words.fresh} → {trustName(move.after, chosen)}
                  </span>
                  <b>{count(move.people, chosen)}</b>
                </li>
              ))}
            </ul>
          ) : (
            <p className="second">{words.noMoves}</p>
          )
        }
      </Answer>
    </Card>
  );
}
