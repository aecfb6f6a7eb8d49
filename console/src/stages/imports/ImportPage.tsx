import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button, Popconfirm, Progress, Steps } from "antd";
import { useState } from "react";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { RefusedState, Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { act, IMPORTS, type Import, isWorking, tablesOf, useImport } from "./imports.api";
import { WORDS } from "./imports.copy";
import { MapColumns } from "./MapColumns";
import { Counts, Format, Whose } from "./Outcome";
import { Problems } from "./Problems";
import { failure, mappable, seenColumns } from "./progress";
import { RESULT } from "./result.copy";
import "./imports.css";

/** What would come in, what came in, and what did not? */
export function ImportPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useImport(Number(id));
  const loading = (
    <div className="page">
      <Skeleton height={56} />
      <Skeleton height={320} />
    </div>
  );
  return (
    <Answer query={query} loading={loading}>
      {(one) => <Full key={one.id} one={one} />}
    </Answer>
  );
}

function Full({ one }: { one: Import }) {
  const words = useWords(RESULT);
  const list = useWords(WORDS);
  const [mapping, setMapping] = useState(false);
  const answer = useAnswer(one);
  const byHand = mapping || (one.state === "failed" && mappable(one));
  return (
    <Page
      title={one.file}
      name={one.file}
      answer={answer}
      tools={
        <>
          <Link to="/imports">{list.back}</Link>
          {!byHand && <Tools one={one} onMap={() => setMapping(true)} />}
        </>
      }
    >
      <Steps
        size="small"
        current={stepOf(one)}
        status={one.state === "failed" && !byHand ? "error" : undefined}
        items={words.steps.split("|").map((title) => ({ title }))}
      />
      {isWorking(one.state) && <Working one={one} />}
      {byHand && (
        <MapColumns
          file={one.file}
          id={one.id}
          columns={seenColumns(one)}
          onCancel={mapping ? () => setMapping(false) : undefined}
        />
      )}
      {one.state === "failed" && !byHand && <Failed one={one} />}
      {["dry_run", "finished", "undone"].includes(one.state) && !byHand && (
        <>
          <div className="columns import">
            <Format tables={tablesOf(one)} />
            <Counts one={one} />
            <Whose people={one.people} />
          </div>
          {one.state !== "undone" && <Problems one={one} />}
        </>
      )}
    </Page>
  );
}

/** Uploaded and looked at; tried; imported. */
function stepOf(one: Import): number {
  if (one.state === "failed") return one.tables.length ? 2 : 1;
  if (!one.dry_run) return one.state === "finished" ? 4 : 3;
  return one.state === "dry_run" ? 3 : one.tables.length ? 2 : 1;
}

function useAnswer(one: Import): string {
  const words = useWords(RESULT);
  const list = useWords(WORDS);
  const chosen = language.use();
  const kind = list.records[tablesOf(one).find((table) => table.record)?.record ?? ""] ?? "";
  if (one.state === "dry_run") return words.tried(count(one.records, chosen), kind, count(one.refused, chosen));
  if (one.state === "failed" && mappable(one)) return words.unknown;
  if (one.state === "finished") return words.done(count(one.records, chosen), kind, count(one.refused, chosen));
  return words.answers[one.state];
}

function Tools({ one, onMap }: { one: Import; onMap: () => void }) {
  const words = useWords(RESULT);
  const list = useWords(WORDS);
  const chosen = language.use();
  const navigate = useNavigate();
  const kind = list.records[tablesOf(one)[0]?.record ?? ""] ?? "";
  const commit = useAct({
    act: () => act.commit(one.id),
    stale: [IMPORTS],
    done: words.started,
    after: (answer) => void navigate({ to: "/imports/$id", params: { id: String(answer.id) }, replace: true }),
  });
  const undo = useAct({ act: () => act.undo(one.id), stale: [IMPORTS, ["people"], ["orders"]], done: words.undoing });
  if (one.state === "finished")
    return (
      <Popconfirm
        title={words.undo}
        description={<div style={{ maxWidth: 320 }}>{words.undoWhy}</div>}
        okText={words.undo}
        onConfirm={() => undo.mutate()}
      >
        <Button loading={undo.isPending}>{words.undo}</Button>
      </Popconfirm>
    );
  if (one.state !== "dry_run") return null;
  return (
    <>
      <Button onClick={onMap}>{words.remap}</Button>
      <Button type="primary" disabled={!one.records} loading={commit.isPending} onClick={() => commit.mutate()}>
        {one.records ? words.commit(count(one.records, chosen), kind) : words.commitNothing}
      </Button>
    </>
  );
}

function Working({ one }: { one: Import }) {
  const words = useWords(RESULT);
  const chosen = language.use();
  const share = one.total ? one.rows / one.total : 0;
  return (
    <Card>
      <div className="stack tight" role="status">
        <Progress percent={Math.round(share * 100)} showInfo={one.total > 0} status="active" />
        <span className="second small">
          {one.total ? words.progress(count(one.rows, chosen), count(one.total, chosen)) : words.reading}
        </span>
      </div>
    </Card>
  );
}

function Failed({ one }: { one: Import }) {
  const words = useWords(RESULT);
  const navigate = useNavigate();
  return (
    <Card>
      <RefusedState title={words.answers.failed}>{explained(failure(one), language.use())}</RefusedState>
      <div className="more">
        <Button type="primary" onClick={() => void navigate({ to: "/imports/new" })}>
          {words.again}
        </Button>
      </div>
    </Card>
  );
}
