import { UploadOutlined } from "@ant-design/icons";
import { Button, Upload } from "antd";
import { type ReactNode, useRef } from "react";
import type { Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import type { Cell } from "@/lib/files";
import { language, useWords } from "@/lib/language";
import { yuan } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { Asked } from "@/widgets/Asked";
import { Exports } from "@/widgets/Exports";
import { HowCounted } from "@/widgets/HowCounted";
import { channelName } from "@/widgets/names";
import { OfWhom, useOfWhom } from "@/widgets/OfWhom";
import { SpanSwitch, useSpan } from "@/widgets/Span";
import { ToBoard } from "@/widgets/ToBoard";
import { useAct } from "@/widgets/useAct";
import { type Question, useQuestion } from "@/widgets/useQuestion";
import { CellsOf } from "./Counted";
import { PaybackTable } from "./PaybackTable";
import { PAYBACK } from "./payback.copy";
import { inYuan } from "./told";
import { putCosts } from "./truth.api";
import { VALUE } from "./value.copy";

export type Line = Shapes["PaybackResult"]["channels"][number];

/** What did it cost to win them, and has that come back? */
export function ValuePayback({ views }: { views: ReactNode }) {
  const words = useWords(VALUE);
  const own = useWords(PAYBACK);
  const span = useSpan(90);
  const people = useOfWhom();
  const question: Question<"payback"> = { kind: "payback", period: span, people };
  const asking = useQuestion(question);
  const found = asking.query.data?.result;
  const picture = useRef<HTMLDivElement>(null);
  return (
    <Page
      title={words.title}
      answer={found ? <Summary lines={found.channels} /> : words.loading}
      tools={
        <>
          <SpanSwitch choices={[30, 90, 180]} value={span} />
          <ToBoard question={question as Question} suggested={words.views.payback} />
          {found && (
            <Exports name={words.views.payback} rows={() => rows(found.channels, own)} picture={picture} whole />
          )}
          <Costs onTaken={asking.again} />
        </>
      }
    >
      <div className="row filters">
        {views}
        <OfWhom value={people} />
      </div>
      <Asked asking={asking} loading={<Skeleton height={420} />}>
        {(answer) => (
          <>
            <div ref={picture}>
              <Card flush>
                {answer.result.channels.length ? (
                  <CellsOf question={question as Question} answered={answer}>
                    <PaybackTable lines={answer.result.channels} />
                  </CellsOf>
                ) : (
                  <Empty title={own.empty}>{own.noCosts}</Empty>
                )}
              </Card>
            </div>
            <HowCounted answer={answer} note={own.descriptive}>
              <p>{own.how}</p>
              <p>{own.descriptive}</p>
            </HowCounted>
          </>
        )}
      </Asked>
    </Page>
  );
}

function Summary({ lines }: { lines: Line[] }) {
  const own = useWords(PAYBACK);
  const chosen = language.use();
  const paid = lines.filter((line) => line.cost_fen > 0);
  const best = paid.toSorted((a, b) => (b.return_on_cost ?? 0) - (a.return_on_cost ?? 0))[0];
  if (!best) return <>{own.noCosts}</>;
  return (
    <>
      {own.answer(
        paid.filter((line) => line.payback_days !== null).length,
        paid.length,
        channelName(best.channel, chosen),
        (best.return_on_cost ?? 0).toFixed(2),
      )}
      <Info>{own.how}</Info>
    </>
  );
}

function Costs({ onTaken }: { onTaken: () => void }) {
  const own = useWords(PAYBACK);
  const may = useMay();
  const put = useAct({
    act: putCosts,
    done: (taken) => own.taken(taken.lines, yuan(taken.fen)),
    after: onTaken,
  });
  if (!may("imports.run")) return null;
  return (
    <span className="row tight">
      <Upload accept=".csv,text/csv" showUploadList={false} customRequest={({ file }) => put.mutate(file as File)}>
        <Button type="primary" icon={<UploadOutlined />} loading={put.isPending}>
          {own.import}
        </Button>
      </Upload>
      <Info>{own.format}</Info>
    </span>
  );
}

type Own = {
  [name in
    | "channel"
    | "cost"
    | "arrivals"
    | "perArrival"
    | "buyers"
    | "cac"
    | "net"
    | "back"
    | "payback"
    | "none"]: string;
};

function rows(lines: Line[], own: Own): Cell[][] {
  return [
    [own.channel, own.cost, own.arrivals, own.perArrival, own.buyers, own.cac, own.net, own.back, own.payback],
    ...lines.map((line) => [
      line.channel === "none" ? own.none : channelName(line.channel),
      inYuan(line.cost_fen),
      line.arrivals,
      inYuan(line.cost_per_arrival_fen),
      line.buyers,
      inYuan(line.cac_fen),
      inYuan(line.net_fen),
      line.return_on_cost,
      line.payback_days,
    ]),
  ];
}
