import { Button, Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import type { Shapes } from "@/api/client";
import { useWords } from "@/lib/language";
import { Chip, type Tone } from "@/ui/Chip";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { More } from "@/widgets/More";
import { useAct } from "@/widgets/useAct";
import { act, CONNECTORS, type Connector, type LetterState, useLetters } from "./connectors.api";
import { WORDS } from "./connectors.copy";
import { EVENTS, eventName } from "./events.copy";

type Letter = Shapes["LetterOut"];

const STATES: LetterState[] = ["stuck", "waiting", "read"];
const TONES: Record<LetterState, Tone> = { stuck: "bad", waiting: "look", read: "good" };

/** What came, and what became of each; never what it says. */
export function Letters({ connector }: { connector: Connector }) {
  const words = useWords(WORDS);
  const [state, setState] = useState<LetterState | "all">(connector.stuck ? "stuck" : "all");
  const query = useLetters(connector.name, state === "all" ? undefined : state);
  const retry = useAct({
    act: () => act.retry(connector.name),
    stale: [CONNECTORS],
    done: (answer) => words.retried(answer.letters),
  });
  const columns: TableColumnsType<Letter> = [
    { title: words.event, key: "event", render: (_, row) => <Named event={row.event} /> },
    {
      title: words.state,
      key: "state",
      render: (_, row) => <Chip tone={TONES[row.state]}>{words.letterStates[row.state]}</Chip>,
    },
    { title: words.arrived, key: "arrived", align: "right", render: (_, row) => <When at={row.arrived_at} /> },
    { title: words.tries, dataIndex: "tries", key: "tries", align: "right" },
    { title: words.problem, dataIndex: "problem", key: "problem" },
  ];
  return (
    <div className="stack">
      <div className="row between">
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: "all" as const, label: words.all },
            ...STATES.map((value) => ({ value, label: words.letterStates[value] })),
          ]}
        />
        {connector.stuck > 0 && (
          <Button loading={retry.isPending} onClick={() => retry.mutate()}>
            {words.retry}
          </Button>
        )}
      </div>
      <Answer query={query} loading={200}>
        {(found) => {
          const rows = found.pages.flatMap((page) => page.letters);
          return rows.length ? (
            <Table
              rowKey="id"
              size="small"
              columns={columns}
              dataSource={rows}
              pagination={false}
              scroll={{ x: 560 }}
            />
          ) : (
            <Empty title={words.noLetters}>{words.noLettersWhy}</Empty>
          );
        }}
      </Answer>
      <More query={query} />
    </div>
  );
}

function Named({ event }: { event: string }) {
  const { names } = useWords(EVENTS);
  return (
    <div className="stack tight">
      <span>{eventName(names, event)}</span>
      <span className="second mono">{event}</span>
    </div>
  );
}
