import { Link } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
import type { Cell } from "@/lib/files";
import { type Language, language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
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
import { type Question, useQuestion } from "@/widgets/useQuestion";
import { type Group, groupName, RFM, RfmGrid, sum } from "./RfmGrid";
import { inYuan } from "./told";
import { VALUE } from "./value.copy";

/** Buyers in eight groups: whom to keep, whom to save. */
export function ValueRfm({ views }: { views: ReactNode }) {
  const words = useWords(VALUE);
  const own = useWords(RFM);
  const chosen = language.use();
  const span = useSpan(365);
  const people = useOfWhom();
  const question: Question<"rfm"> = { kind: "rfm", period: span, people };
  const asking = useQuestion(question);
  const found = asking.query.data?.result;
  const picture = useRef<HTMLDivElement>(null);
  const { open, sheet } = useCells(question as Question, asking.query.data);
  return (
    <Page
      title={words.title}
      answer={found ? <Summary groups={found.groups} /> : words.loading}
      tools={
        <>
          <SpanSwitch choices={[90, 180, 365]} value={span} />
          <ToBoard question={question as Question} suggested="RFM" />
          {found && <Exports name="RFM" rows={() => rows(found.groups, own, chosen)} picture={picture} whole />}
        </>
      }
    >
      <div className="row filters">
        {views}
        <OfWhom value={people} />
      </div>
      <Asked asking={asking} loading={<Skeleton height={420} />}>
        {(answer) =>
          answer.result.groups.length ? (
            <>
              <div ref={picture}>
                <Card>
                  <RfmGrid
                    groups={answer.result.groups}
                    onOpen={(group) => open({ what: "people", group }, groupName(group, chosen))}
                  />
                  {answer.result.run === null && (
                    <p className="second small" style={{ marginTop: 12 }}>
                      {own.noRun} ·{" "}
                      <Link to="/value" search={{ view: "forecast" }}>
                        {own.toForecast}
                      </Link>
                    </p>
                  )}
                </Card>
              </div>
              <HowCounted answer={answer} note={own.how}>
                <p>{own.how}</p>
              </HowCounted>
            </>
          ) : (
            <Card>
              <Empty title={words.empty} action={<Link to="/orders">{words.orders}</Link>}>
                {words.emptyWhy}
              </Empty>
            </Card>
          )
        }
      </Asked>
      {sheet}
    </Page>
  );
}

function Summary({ groups }: { groups: Group[] }) {
  const own = useWords(RFM);
  const chosen = language.use();
  const best = groups.find((one) => one.group === "champions");
  const risk = groups.find((one) => one.group === "at_risk");
  const [people, money] = [sum(groups, "people"), sum(groups, "net_fen")];
  if (!best || !risk || !people || !money) return <>&nbsp;</>;
  return (
    <>
      {own.answer(
        own.people(count(best.people, chosen)),
        percent(best.people / people),
        percent(best.net_fen / money),
        own.people(count(risk.people, chosen)),
        String(risk.median_days_since),
      )}
      <Info>{own.how}</Info>
    </>
  );
}

type Own = { group: string; brought: string; expected: string; median: string; mean: string };

function rows(groups: Group[], own: Own, chosen: Language): Cell[][] {
  return [
    [own.group, chosen === "zh" ? "人数" : "People", own.brought, own.median, own.mean, own.expected],
    ...groups.map((one) => [
      groupName(one.group, chosen),
      one.people,
      inYuan(one.net_fen),
      one.median_days_since,
      one.mean_orders,
      inYuan(one.expected_fen),
    ]),
  ];
}
