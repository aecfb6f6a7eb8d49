import { Link } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useRef } from "react";
import type { Shapes } from "@/api/client";
import type { Cell } from "@/lib/files";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Asked } from "@/widgets/Asked";
import { ChainsTable, nameOf, STEPS } from "@/widgets/ChainsTable";
import { CHAINS } from "@/widgets/chains.copy";
import { Exports } from "@/widgets/Exports";
import { HowCounted } from "@/widgets/HowCounted";
import { OfWhom, useOfWhom } from "@/widgets/OfWhom";
import { SpanSwitch, useSpan } from "@/widgets/Span";
import { ToBoard } from "@/widgets/ToBoard";
import { useCells } from "@/widgets/useCells";
import { type Question, useQuestion } from "@/widgets/useQuestion";
import { useUrl } from "@/widgets/useUrl";
import { inYuan } from "./told";
import "./truth.css";

type By = Shapes["ChainsResult"]["by"];
type Touch = "first" | "last";

/** From the touch that brought them to a friend who buys again: how far did the people of each go? */
export function ChainsPage() {
  const words = useWords(CHAINS);
  const chosen = language.use();
  const span = useSpan(30);
  const people = useOfWhom();
  const [{ by = "channel", touch = "first" }, go] = useUrl<{ by: By; touch: Touch }>();
  const question: Question<"chains"> = { kind: "chains", period: span, people, by, touch };
  const asking = useQuestion(question);
  const cells = useCells(question as Question, asking.query.data);
  const found = asking.query.data?.result;
  const picture = useRef<HTMLDivElement>(null);
  const said = (n: number) => count(n, chosen);
  return (
    <Page
      title={words.title}
      answer={
        found ? words.answer(said(found.total.people), said(found.total.added), said(found.total.again)) : words.loading
      }
      tools={
        <>
          <SpanSwitch choices={[7, 30, 90]} value={span} />
          <OfWhom value={people} />
          <ToBoard question={question as Question} suggested={words.title} />
          {found && <Exports name={words.title} rows={() => rows(found, by, words)} picture={picture} whole />}
        </>
      }
    >
      <div className="row">
        <Segmented<By>
          value={by}
          onChange={(next) => go({ by: next })}
          options={Object.entries(words.by).map(([value, label]) => ({ value: value as By, label }))}
        />
        <Segmented<Touch>
          value={touch}
          onChange={(next) => go({ touch: next })}
          options={Object.entries(words.touch).map(([value, label]) => ({ value: value as Touch, label }))}
        />
      </div>
      <Asked asking={asking} loading={<Skeleton height={420} />}>
        {(answer) =>
          answer.result.total.people ? (
            <>
              <div ref={picture}>
                <ChainsTable found={answer.result} onOpen={cells.open} />
              </div>
              <HowCounted answer={answer}>
                <p>{words.how}</p>
                <p>{words.keptHow}</p>
                <p>{words.howCode}</p>
              </HowCounted>
            </>
          ) : (
            <Card>
              <Empty title={words.empty} action={<Link to="/codes">{words.hang}</Link>}>
                {words.emptyWhy}
              </Empty>
            </Card>
          )
        }
      </Asked>
      {cells.sheet}
    </Page>
  );
}

type Words = typeof CHAINS.zh;

function rows(found: Shapes["ChainsResult"], by: By, words: Words): Cell[][] {
  const lines = [...found.lines, { ...found.total, group: null }];
  const kept = (["1", "7", "30"] as const).map((days) => words.kept(days));
  return [
    [words.by[by], words.people, ...STEPS.map((step) => words[step]), ...kept, words.net],
    ...lines.map((line) => [
      line.group === null ? words.total : nameOf(line.group ?? "", by, "zh"),
      line.people,
      ...STEPS.map((step) => line[step]),
      line.kept_1.value,
      line.kept_7.value,
      line.kept_30.value,
      inYuan(line.net_fen),
    ]),
  ];
}
