import { Link } from "@tanstack/react-router";
import { Segmented, Select } from "antd";
import { useRef } from "react";
import { Refused } from "@/api/client";
import type { Cell } from "@/lib/files";
import { language, useWords } from "@/lib/language";
import { count, percent, yuan } from "@/lib/numbers";
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
import { type Answered, type Question, useQuestion } from "@/widgets/useQuestion";
import { useUrl } from "@/widgets/useUrl";
import { CellsOf } from "./Counted";
import { CreditPaths } from "./CreditPaths";
import { CreditPlot } from "./CreditPlot";
import { CreditTable } from "./CreditTable";
import { CONVERSIONS, conversionOf } from "./conversions";
import {
  type Dimension,
  type Found,
  given,
  lineName,
  type Measure,
  MODELS,
  type Model,
  mostMoved,
  pathName,
} from "./credit";
import { CREDIT } from "./credit.copy";
import { inYuan } from "./told";
import "./truth.css";

interface Place extends Record<string, string | number | undefined> {
  by?: Dimension;
  convert?: string;
  measure?: Measure;
  back?: number;
}

const BACK = [7, 14, 30, 60, 90];
/** Chance bands are worked out by drawing journeys anew; with hundreds of values that takes long and tells little. */
const DRAWS: Record<Dimension, number> = { channel: 100, campaign: 40, code: 20, creative: 0 };

/** Who gets credit for what was sold, and how much of it is causal? */
export function CreditPage() {
  const words = useWords(CREDIT);
  const [url, set] = useUrl<Place>();
  const span = useSpan(90);
  const people = useOfWhom();
  const by = url.by ?? "channel";
  const measure = url.measure ?? "conversions";
  const back = typeof url.back === "number" ? url.back : 30;
  const question: Question<"attribution"> = {
    kind: "attribution",
    period: span,
    people,
    by,
    conversion: conversionOf(url.convert),
    lookback: `${back}d`,
    draws: DRAWS[by],
  };
  const asking = useQuestion(question);
  const found = asking.query.data;
  const picture = useRef<HTMLDivElement>(null);
  const loading = (
    <>
      <Skeleton height={280} />
      <Skeleton height={460} />
    </>
  );
  const error = asking.query.error;
  return (
    <Page
      title={words.title}
      answer={found ? <Summary found={found.result} by={by} /> : words.loading}
      tools={
        <>
          <SpanSwitch choices={[30, 90, 180]} value={span} />
          <ToBoard question={question as Question} suggested={words.title} columns={8} />
          {found && <Exports name={words.title} rows={() => rows(found.result, by, words)} picture={picture} />}
        </>
      }
    >
      <div className="row filters">
        <Segmented<Dimension>
          aria-label={words.byLabel}
          value={by}
          onChange={(chosen) => set({ by: chosen })}
          options={(["channel", "campaign", "code", "creative"] as const).map((value) => ({
            value,
            label: words.by[value],
          }))}
        />
        <Conversions value={url.convert} onChange={(convert) => set({ convert })} />
        <Select
          aria-label={words.lookbackLabel}
          value={back}
          onChange={(days) => set({ back: days })}
          options={[...new Set([...BACK, back])].map((days) => ({ value: days, label: words.lookback(String(days)) }))}
        />
        <OfWhom value={people} />
        <Segmented<Measure>
          aria-label={words.measureLabel}
          className="push-right"
          value={measure}
          onChange={(chosen) => set({ measure: chosen })}
          options={(["conversions", "value_fen", "value_fen_per_person"] as const).map((value) => ({
            value,
            label: words.measure[value],
          }))}
        />
      </div>
      {error instanceof Refused && error.code === "NoValueRun" ? (
        <Card>
          <Empty title={words.noRun} action={<Link to="/value">{words.toValue}</Link>}>
            {words.noRunWhy}
          </Empty>
        </Card>
      ) : (
        <Asked asking={asking} loading={loading}>
          {(answer) =>
            answer.result.totals.conversions && answer.result.lines.length ? (
              <div ref={picture} className="stack" style={{ gap: 16 }}>
                <Full answer={answer} question={question} by={by} measure={measure} />
              </div>
            ) : (
              <Card>
                <Empty title={words.empty} action={<Link to="/orders">{words.orders}</Link>}>
                  {words.emptyWhy}
                </Empty>
              </Card>
            )
          }
        </Asked>
      )}
    </Page>
  );
}

function Conversions({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const words = useWords(CREDIT);
  const chosen = language.use();
  return (
    <Select
      aria-label={words.convertLabel}
      style={{ minWidth: 150 }}
      value={value ?? "orders"}
      onChange={(one) => onChange(one === "orders" ? undefined : one)}
      options={[
        { value: "orders", label: words.convert.orders },
        { value: "lifetime", label: words.convert.lifetime },
        { label: words.convert.event, options: CONVERSIONS.map((one) => ({ value: one.event, label: one[chosen] })) },
      ]}
    />
  );
}

const MAIN: Model = "markov";
const BESIDE: Model = "last";

function Summary({ found, by }: { found: Found; by: Dimension }) {
  const words = useWords(CREDIT);
  const chosen = language.use();
  const whole = found.lines.reduce((sum, line) => sum + (given(line, MAIN, "conversions") ?? 0), 0);
  const best = found.lines.toSorted(
    (a, b) => (given(b, MAIN, "conversions") ?? 0) - (given(a, MAIN, "conversions") ?? 0),
  )[0];
  if (!best || !whole) return <>&nbsp;</>;
  const share = percent((given(best, MAIN, "conversions") ?? 0) / whole);
  const moved = mostMoved(found.lines, MAIN, BESIDE);
  const name = lineName(best, by, chosen);
  return (
    <>
      {moved
        ? words.answer(
            name,
            share,
            words.models[BESIDE],
            words.models[MAIN],
            lineName(moved.line, by, chosen),
            percent(moved.fromShare),
            percent(moved.toShare),
          )
        : words.answerOne(name, share, words.models[MAIN])}
      <Info>{words.descriptive}</Info>
    </>
  );
}

interface FullProps {
  answer: Answered<"attribution">;
  question: Question<"attribution">;
  by: Dimension;
  measure: Measure;
}

function Full({ answer, question, by, measure }: FullProps) {
  const words = useWords(CREDIT);
  const chosen = language.use();
  const { result } = answer;
  const { totals } = result;
  const untouched = totals.untouched
    ? words.untouched(count(totals.untouched, chosen), percent(totals.untouched / totals.conversions))
    : null;
  return (
    <>
      <p className="second small">
        {[
          words.totals(count(totals.conversions, chosen), yuan(totals.value_fen)),
          untouched,
          words.journeys(count(totals.journeys, chosen), percent(totals.rate)),
          totals.conversions < 30 && words.few,
        ]
          .filter(Boolean)
          .join(chosen === "zh" ? "；" : "; ")}
        {chosen === "zh" ? "。" : "."}
      </p>
      <CreditPlot lines={result.lines} by={by} measure={measure} />
      <CellsOf question={question as Question} answered={answer}>
        <CreditTable lines={result.lines} by={by} measure={measure} />
      </CellsOf>
      {result.paths.length > 0 && <CreditPaths paths={result.paths} by={by} />}
      <HowCounted answer={answer} note={words.descriptive}>
        {MODELS.map((model) => (
          <p key={model}>
            <b>{words.models[model]}</b> {words.modelHow[model]}
          </p>
        ))}
      </HowCounted>
    </>
  );
}

type Words = { models: Record<string, string>; [key: string]: unknown };

function rows(found: Found, by: Dimension, words: Words): Cell[][] {
  const measures = words.measure as Record<Measure, string>;
  const heads = MODELS.flatMap((model) =>
    (["conversions", "value_fen"] as const).map((one) => `${words.models[model]} ${measures[one]}`),
  );
  return [
    [String((words.by as Record<string, string>)[by]), String(words.touched), ...heads, String(words.causal)],
    ...found.lines.map((line) => [
      lineName(line, by),
      line.people,
      ...MODELS.flatMap((model) => [given(line, model, "conversions"), inYuan(given(line, model, "value_fen"))]),
      line.caused?.conversions ?? null,
    ]),
    [],
    [String(words.path), String(words.conversions), String(words.value), String(words.nulls)],
    ...found.paths.map((path) => [
      path.touches.map((touch) => pathName(touch, by)).join(" > "),
      path.conversions,
      inYuan(path.value_fen),
      path.nulls,
    ]),
  ];
}
