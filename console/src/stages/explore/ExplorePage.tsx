import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Tabs } from "antd";
import { useRef, useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Asked } from "@/widgets/Asked";
import { Exports } from "@/widgets/Exports";
import { HowCounted } from "@/widgets/HowCounted";
import { useCells } from "@/widgets/useCells";
import { type Answered, type Question, useQuestion } from "@/widgets/useQuestion";
import { EXAMPLES } from "./examples";
import { EXPLORE } from "./explore.words";
import { Editor } from "./form/Editor";
import { History } from "./History";
import { tellingOf } from "./kinds/kinds";
import { suggestedName, useNaming } from "./kinds/naming";
import { type Ask, KINDS, type Kind, problemOf, tidied } from "./question";
import { SaveDialog } from "./SaveDialog";
import { type Asking, useAsk, written } from "./useAsk";
import { COMMON, kindLabel, kindQuestion } from "./words";
import "./explore.css";

/** Why? One question about what people do, changed until it is answered. */
export function ExplorePage() {
  const words = useWords(EXPLORE);
  const chosen = language.use();
  const asking = useAsk();
  const { kind, ask, saved, changed } = asking;
  const problem = problemOf(ask);
  const question = tidied(ask) as unknown as Question<Kind>;
  const asked = useQuestion<Kind>(question, problem === undefined);
  const answer = asked.query.data?.result.kind === kind ? asked.query.data : undefined;
  const cells = useCells(question, answer);
  const naming = useNaming();
  const place = useRef<HTMLDivElement>(null);
  const telling = tellingOf(kind);
  const sentence = answer && !telling.empty(answer.result) ? telling.said(ask, answer.result, naming) : "";
  return (
    <Page
      name={`${words.title} · ${kindLabel(kind, chosen)}`}
      title={
        <span className="row">
          {saved ? saved.name : kindLabel(kind, chosen)}
          {saved && changed && <Chip tone="look">{words.changed}</Chip>}
        </span>
      }
      answer={problem ? words.problems[problem] : sentence || kindQuestion(kind, chosen)}
      tools={
        <Tools
          asking={asking}
          exports={
            answer && (
              <Exports
                name={saved?.name ?? kindLabel(kind, chosen)}
                rows={() => telling.rows(ask, answer.result, naming)}
                picture={place}
              />
            )
          }
        />
      }
    >
      <Kinds kind={kind} />
      <div className="ask-page">
        <Editor ask={ask} onChange={asking.change} />
        <div className="ask-result" ref={place}>
          <Examples kind={kind} asking={asking} />
          <Asked asking={asked} loading={<Waiting />}>
            {(data) =>
              data.result.kind === kind ? (
                <Result ask={ask} answer={data} onChange={asking.change} open={cells.open} />
              ) : (
                <Waiting />
              )
            }
          </Asked>
        </div>
      </div>
      {cells.sheet}
    </Page>
  );
}

function Kinds({ kind }: { kind: Kind }) {
  const chosen = language.use();
  const navigate = useNavigate();
  return (
    <Tabs
      className="ask-kinds"
      activeKey={kind}
      onChange={(next) => void navigate({ to: "/explore/$kind", params: { kind: next } } as never)}
      items={KINDS.map((one) => ({ key: one, label: kindLabel(one, chosen) }))}
    />
  );
}

function Tools({ asking, exports }: { asking: Asking; exports: React.ReactNode }) {
  const words = useWords(EXPLORE);
  const chosen = language.use();
  const naming = useNaming();
  const may = useMay();
  const [saving, setSaving] = useState<"question" | "board">();
  const example = EXAMPLES[asking.kind].find((one) => written(one.ask) === written(asking.ask));
  const suggested = example?.[chosen] ?? suggestedName(asking.ask, naming);
  return (
    <>
      {asking.saved && <History saved={asking.saved} onLook={asking.change} />}
      {exports}
      {may("people.change") && (
        <>
          <Button onClick={() => setSaving("board")}>{words.toBoard}</Button>
          <Button type="primary" onClick={() => setSaving("question")} disabled={asking.saved && !asking.changed}>
            {words.save}
          </Button>
        </>
      )}
      {saving && (
        <SaveDialog
          asking={asking}
          board={saving === "board"}
          suggested={suggested}
          onClose={() => setSaving(undefined)}
        />
      )}
    </>
  );
}

function Examples({ kind, asking }: { kind: Kind; asking: Asking }) {
  const words = useWords(EXPLORE);
  const chosen = language.use();
  const now = written(asking.ask);
  return (
    <div className="ask-examples">
      <span className="second small">{words.examples}</span>
      {EXAMPLES[kind].map((one) => (
        <button
          type="button"
          key={one.en}
          aria-pressed={written(one.ask) === now}
          onClick={() => asking.change(one.ask)}
        >
          {one[chosen]}
        </button>
      ))}
      <Link to="/explore/saved" className="small push">
        {words.all}
      </Link>
    </div>
  );
}

interface ResultProps {
  ask: Ask;
  answer: Answered<Kind>;
  onChange: (ask: Ask) => void;
  open: ReturnType<typeof useCells>["open"];
}

function Result({ ask, answer, onChange, open }: ResultProps) {
  const common = useWords(COMMON);
  const words = useWords(EXPLORE);
  const { empty, View } = tellingOf(ask.kind);
  if (empty(answer.result))
    return (
      <>
        <Card>
          <Empty
            title={common.nobody}
            action={<Button onClick={() => onChange({ ...ask, period: { last_days: 90 } })}>{common.longer}</Button>}
          >
            {common.nobodyWhy}
          </Empty>
        </Card>
        <HowCounted answer={answer} />
      </>
    );
  return (
    <>
      <View ask={ask} result={answer.result} open={open} />
      <HowCounted answer={answer} note={words.descriptive}>
        <p className="second">{words.definitions[ask.kind]}</p>
      </HowCounted>
    </>
  );
}

function Waiting() {
  return (
    <>
      <Skeleton height={340} />
      <Skeleton height={220} />
    </>
  );
}
