import { Link } from "@tanstack/react-router";
import { Segmented, Tooltip } from "antd";
import { type ReactNode, useRef } from "react";
import type { Cell } from "@/lib/files";
import { language, useWords } from "@/lib/language";
import { count, yuan, yuanShort } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Info, Money } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Asked } from "@/widgets/Asked";
import { Exports } from "@/widgets/Exports";
import { HowCounted } from "@/widgets/HowCounted";
import { OfWhom, useOfWhom } from "@/widgets/OfWhom";
import { SpanSwitch, useSpan } from "@/widgets/Span";
import { ToBoard } from "@/widgets/ToBoard";
import { type Question, useQuestion } from "@/widgets/useQuestion";
import { useUrl } from "@/widgets/useUrl";
import { CellsOf, Counted } from "./Counted";
import { bestAt, type Cohort, depthOf, FEW, labelOf, spokenOf, type Worth, worthAt } from "./cohorts";
import { inYuan, range } from "./told";
import { ValueCurves } from "./ValueCurves";
import { VALUE } from "./value.copy";

const HORIZONS = [30, 60, 90, 180, 365];
/** Steps of the curves; the table shows some of them. */
const STEPS = [7, 14, 21, 30, 45, 60, 75, 90, 120, 150, 180, 270, 365];

type By = "channel" | "month";
type Start = "purchase" | "arrival";

/** What people who began alike have brought so far. */
export function ValueCohorts({ views }: { views: ReactNode }) {
  const words = useWords(VALUE);
  const chosen = language.use();
  const [url, set] = useUrl<{ by: By; start: Start }>();
  const span = useSpan(365);
  const people = useOfWhom();
  const by = url.by ?? "channel";
  const start = url.start ?? "purchase";
  const question: Question<"value"> = { kind: "value", period: span, people, by, start, horizons: STEPS };
  const asking = useQuestion(question);
  const found = asking.query.data;
  const picture = useRef<HTMLDivElement>(null);
  const cohorts = (found?.result.cohorts ?? []).map((one) => ({ ...one, label: labelOf(one, by, chosen, words.none) }));
  const days = spokenOf(cohorts, HORIZONS);
  const best = days === null ? null : bestAt(cohorts, days);
  const answer =
    best && days !== null
      ? words.cohortAnswer(
          words.start[start],
          days,
          best.cohort.label,
          yuan(Math.round(best.worth.mean_fen ?? 0)),
          count(best.worth.people, chosen),
        )
      : "\u00a0";
  return (
    <Page
      title={words.title}
      answer={found ? answer : words.loading}
      tools={
        <>
          <SpanSwitch choices={[90, 180, 365]} value={span} />
          <ToBoard question={question as Question} suggested={words.title} columns={8} />
          {found && <Exports name={words.title} rows={() => rows(cohorts, words)} picture={picture} />}
        </>
      }
    >
      <div className="row filters">
        {views}
        <Segmented<By>
          aria-label={words.byLabel}
          value={by}
          onChange={(one) => set({ by: one })}
          options={(["channel", "month"] as const).map((value) => ({ value, label: words.by[value] }))}
        />
        <Segmented<Start>
          aria-label={words.startLabel}
          value={start}
          onChange={(one) => set({ start: one })}
          options={(["purchase", "arrival"] as const).map((value) => ({ value, label: words.start[value] }))}
        />
        <OfWhom value={people} />
      </div>
      <Asked asking={asking} loading={<Skeleton height={640} />}>
        {(answered) =>
          cohorts.length ? (
            <div ref={picture} className="stack" style={{ gap: 16 }}>
              <CellsOf question={question as Question} answered={answered}>
                <Card flush>
                  <Heat cohorts={cohorts} />
                </Card>
              </CellsOf>
              <Card
                title={
                  <>
                    {words.curves}
                    <Info>{words.curvesHow}</Info>
                  </>
                }
              >
                <ValueCurves cohorts={cohorts} />
              </Card>
              <HowCounted answer={answered} note={words.censored}>
                <p>{words.censored}</p>
                <p>{words.curvesHow}</p>
              </HowCounted>
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
    </Page>
  );
}

function Heat({ cohorts }: { cohorts: Cohort[] }) {
  const words = useWords(VALUE);
  return (
    <table className="heat">
      <thead>
        <tr>
          <th>{words.cohort}</th>
          <th className="number">{words.people}</th>
          {HORIZONS.map((days) => (
            <th key={days} className="number">
              {words.within(days)}
            </th>
          ))}
          <th className="number">{words.soFar}</th>
        </tr>
      </thead>
      <tbody>
        {cohorts.map((cohort) => (
          <tr key={cohort.key}>
            <th scope="row">{cohort.label}</th>
            <td className="number">
              <Counted cell={cohort.cell} people={cohort.people} title={cohort.label}>
                <Count value={cohort.people} />
              </Counted>
            </td>
            {HORIZONS.map((days) => (
              <Warm key={days} worth={worthAt(cohort, days)} cohorts={cohorts} label={cohort.label} />
            ))}
            <td className="number">
              <Money fen={cohort.net_fen} short />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Warm({ worth, cohorts, label }: { worth: Worth | undefined; cohorts: Cohort[]; label: string }) {
  const words = useWords(VALUE);
  const chosen = language.use();
  if (!worth?.people || worth.mean_fen === null)
    return (
      <td className="number second" title={words.young}>
        –
      </td>
    );
  const few = worth.people < FEW;
  const depth = few ? 0 : Math.round(8 + depthOf(worth, cohorts) * 62);
  return (
    <td
      className={few ? "number few" : "number"}
      style={few ? undefined : { background: `color-mix(in srgb, var(--primary) ${depth * 0.6}%, transparent)` }}
    >
      <Tooltip
        title={
          <>
            {words.ofPeople(count(worth.people, chosen))} · {words.bought(count(worth.buyers, chosen))}
            <br />
            {words.interval} {range(worth.low_fen, worth.high_fen, (fen) => yuan(Math.round(fen)))}
            {few && <div>{words.few}</div>}
          </>
        }
      >
        <span>
          {few && "~ "}
          <Counted
            cell={worth.cells.buyers}
            people={worth.buyers}
            title={words.whoBought(label, worth.days, count(worth.buyers, chosen))}
          >
            {yuanShort(Math.round(worth.mean_fen), chosen)}
          </Counted>
        </span>
      </Tooltip>
    </td>
  );
}

function rows(
  cohorts: Cohort[],
  words: { cohort: string; people: string; within: (n: number) => string; soFar: string; interval: string },
): Cell[][] {
  return [
    [
      words.cohort,
      words.people,
      ...HORIZONS.flatMap((days) => [words.within(days), words.people, words.interval, words.interval]),
      words.soFar,
    ],
    ...cohorts.map((cohort) => [
      cohort.label,
      cohort.people,
      ...HORIZONS.flatMap((days) => {
        const one = worthAt(cohort, days);
        return [inYuan(one?.mean_fen), one?.people, inYuan(one?.low_fen), inYuan(one?.high_fen)];
      }),
      inYuan(cohort.net_fen),
    ]),
  ];
}
