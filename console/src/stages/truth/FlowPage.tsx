import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useRef } from "react";
import type { Cell } from "@/lib/files";
import { language, useWords } from "@/lib/language";
import { day } from "@/lib/moments";
import { count, yuan } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Asked } from "@/widgets/Asked";
import { Exports } from "@/widgets/Exports";
import { HowCounted } from "@/widgets/HowCounted";
import { OfWhom, useOfWhom } from "@/widgets/OfWhom";
import { SpanSwitch, useSpan } from "@/widgets/Span";
import { ToBoard } from "@/widgets/ToBoard";
import { useCells } from "@/widgets/useCells";
import { type Answered, type Question, useQuestion } from "@/widgets/useQuestion";
import { useUrl } from "@/widgets/useUrl";
import { FlowDetail } from "./FlowDetail";
import { FlowMap } from "./FlowMap";
import { FlowWays } from "./FlowWays";
import { newcomers } from "./flow";
import { FLOW } from "./flow.copy";
import { type FlowMap as Map_, wayKey, wayName } from "./pools";
import { inYuan } from "./told";
import "./truth.css";

type Found = Answered<"flow_map">;

const SILENT = [30, 60, 90, 180];

interface Place extends Record<string, string | number | undefined> {
  at?: string;
  lost?: number;
}

/** Where do people stand, which ways do they go, and where would a push pay most? */
export function FlowPage() {
  const words = useWords(FLOW);
  const [url, set] = useUrl<Place>();
  const span = useSpan(90);
  const people = useOfWhom();
  const lost = typeof url.lost === "number" ? url.lost : 90;
  const question: Question<"flow_map"> = { kind: "flow_map", period: span, people, lost_days: lost, compare: true };
  const asking = useQuestion(question);
  const found = asking.query.data;
  const picture = useRef<HTMLDivElement>(null);
  const loading = (
    <>
      <Skeleton height={480} />
      <Skeleton height={320} />
    </>
  );
  return (
    <Page
      title={words.title}
      answer={found ? <Summary map={found.result.map} /> : words.loading}
      tools={
        <>
          <SpanSwitch choices={[30, 90, 180]} value={span} />
          <OfWhom value={people} />
          <Select
            aria-label={words.silent}
            value={lost}
            onChange={(days) => set({ lost: days })}
            options={[...new Set([...SILENT, lost])].map((days) => ({ value: days, label: words.silentDays(days) }))}
          />
          <ToBoard question={question as Question} suggested={words.title} />
          {found && <Exports name={words.title} rows={() => rows(found, words)} picture={picture} />}
        </>
      }
    >
      <Asked asking={asking} loading={loading}>
        {(answer) =>
          answer.result.map.edges.length ? (
            <div ref={picture} className="stack" style={{ gap: 16 }}>
              <Full answer={answer} question={question} at={url.at} onPick={(at) => set({ at })} />
            </div>
          ) : (
            <Card>
              <Empty title={words.empty} action={<Link to="/sources">{words.connect}</Link>}>
                {words.emptyWhy}
              </Empty>
            </Card>
          )
        }
      </Asked>
    </Page>
  );
}

function Summary({ map }: { map: Map_ }) {
  const words = useWords(FLOW);
  const chosen = language.use();
  const best = map.pushes[0];
  if (!best) {
    const fresh = [...newcomers(map).values()].reduce((sum, one) => sum + one, 0);
    return <>{words.answerNone(count(fresh, chosen))}</>;
  }
  const moves = map.edges.find((way) => wayKey(way) === wayKey(best))?.moves ?? 0;
  const say = best.cut ? words.cut : words.answer;
  return (
    <>
      {say(wayName(best, chosen), count(Math.round(moves / 10), chosen), yuan(Math.round(best.gain_fen)))}
      <Info>{words.arithmetic}</Info>
    </>
  );
}

interface FullProps {
  answer: Found;
  question: Question<"flow_map">;
  at: string | undefined;
  onPick: (at: string | undefined) => void;
}

function Full({ answer, question, at, onPick }: FullProps) {
  const words = useWords(FLOW);
  const chosen = language.use();
  const { map, before, formula_zh, formula_en } = answer.result;
  const formula = chosen === "zh" ? formula_zh : formula_en;
  const { open, sheet } = useCells(question as Question, answer);
  const toggled = (one: string | undefined): void => onPick(one === at ? undefined : one);
  return (
    <>
      <Card>
        <FlowMap map={map} at={at} onPick={toggled} />
      </Card>
      <div className="columns flow-columns">
        <FlowWays map={map} before={before} formula={formula} at={at} onPick={toggled} />
        <FlowDetail
          map={map}
          before={before}
          at={at}
          onPick={onPick}
          onPeople={(what, path, title) => open({ what, path }, title)}
        />
      </div>
      <HowCounted answer={answer} note={before && words.comparing(day(before.since), day(before.until))}>
        <p>{words.scale}</p>
        <p>{formula}</p>
        <p>{words.arithmetic}</p>
      </HowCounted>
      {sheet}
    </>
  );
}

function rows(found: Found, words: { [key: string]: unknown }): Cell[][] {
  const { map } = found.result;
  const heads = ["wayHead", "moves", "people", "conversion", "median", "worth", "gain"].map((name) =>
    String(words[name]),
  );
  return [
    heads,
    ...map.edges.map((way) => {
      const push = map.pushes.find((one) => wayKey(one) === wayKey(way));
      return [
        wayName(way),
        way.moves,
        way.people,
        way.conversion,
        way.median_days,
        inYuan(push?.worth_fen),
        inYuan(push?.gain_fen),
      ];
    }),
  ];
}
