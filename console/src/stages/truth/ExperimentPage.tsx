import { Link, useParams } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useRef, useState } from "react";
import { api, given, type Shapes } from "@/api/client";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { count } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty, Skeleton } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Exports } from "@/widgets/Exports";
import { Logged } from "@/widgets/Logged";
import { channelName } from "@/widgets/names";
import { PeopleSheet } from "@/widgets/PeopleSheet";
import { ToBoard } from "@/widgets/ToBoard";
import { useAct } from "@/widgets/useAct";
import type { Question } from "@/widgets/useQuestion";
import { CellsOf } from "./Counted";
import { ExperimentGoals } from "./ExperimentGoals";
import { ExperimentPlan } from "./ExperimentPlan";
import { ExperimentSaid } from "./ExperimentSaid";
import { ExperimentUplift } from "./ExperimentUplift";
import { daysRun, type Experiment, type Report, written } from "./experiments";
import { act, EXPERIMENTS_KEY, useExperiment, useReport } from "./experiments.api";
import { EXPERIMENTS } from "./experiments.copy";
import { Fact } from "./Fact";
import { PLAN } from "./plan.copy";
import "./truth.css";

/** One experiment: how many in each arm, how far apart, and is that to be believed? */
export function ExperimentPage() {
  const words = useWords(EXPERIMENTS);
  const { ref } = useParams({ strict: false }) as { ref: string };
  const query = useExperiment(ref);
  const [segments, setSegments] = useState<string[]>([]);
  const report = useReport(query.data, segments);
  const experiment = query.data;
  const picture = useRef<HTMLDivElement>(null);
  const told = report.data;
  return (
    <Page
      title={experiment?.plan.name ?? words.title}
      answer={experiment ? <ExperimentSaid experiment={experiment} report={report.data} /> : words.loading}
      tools={
        <>
          <Link to="/experiments">{words.back}</Link>
          {experiment && told && (
            <Exports
              name={experiment.plan.name}
              rows={() => written(experiment, told, words)}
              picture={picture}
              whole
            />
          )}
          {experiment?.started_at && (
            <ToBoard
              question={asked(experiment)}
              suggested={experiment.plan.name}
              columns={12}
              height={experiment.plan.guardrails.length ? "tall" : "low"}
            />
          )}
          {experiment && <Acts experiment={experiment} />}
        </>
      }
    >
      <Answer query={query} loading={<Skeleton height={520} />}>
        {(found) => (
          <div className="columns flow-columns">
            <div className="stack" style={{ gap: 16 }}>
              {found.started_at ? (
                <Answer query={report} loading={<Skeleton height={420} />}>
                  {(told) =>
                    told ? (
                      <>
                        <div ref={picture} className="stack" style={{ gap: 16 }}>
                          <CellsOf question={asked(found)}>
                            <ExperimentGoals experiment={found} report={told} />
                          </CellsOf>
                        </div>
                        <ExperimentUplift
                          experiment={found}
                          report={told}
                          segments={segments}
                          onSegments={setSegments}
                          busy={report.isFetching}
                        />
                      </>
                    ) : (
                      <Card>
                        <Empty title={words.tooFew}>{words.emptyWhy}</Empty>
                      </Card>
                    )
                  }
                </Answer>
              ) : (
                <Card>
                  <Empty title={words.notBegun}>{words.startWhy}</Empty>
                </Card>
              )}
            </div>
            <div>
              <Plan experiment={found} report={report.data ?? null} />
              <Logged subject={`experiment:${found.id}`} />
            </div>
          </div>
        )}
      </Answer>
    </Page>
  );
}

function asked(experiment: Experiment): Question<"experiment"> {
  return { kind: "experiment", experiment: experiment.id };
}

function Acts({ experiment }: { experiment: Experiment }) {
  const words = useWords(EXPERIMENTS);
  const plan = useWords(PLAN);
  const may = useMay();
  const { modal } = App.useApp();
  const [editing, setEditing] = useState(false);
  const stale = [[...EXPERIMENTS_KEY]];
  const ref = String(experiment.id);
  const start = useAct({ act: () => act.start(ref), stale, done: words.started });
  const stop = useAct({ act: () => act.stop(ref), stale, done: words.stopped });
  if (!may("system.manage") || experiment.state === "stopped") return null;
  const draft = experiment.state === "draft";
  const ask = (): void => {
    void modal.confirm({
      title: `${draft ? words.start : words.stop} · ${experiment.plan.name}`,
      content: draft ? words.startWhy : words.stopWhy,
      okText: draft ? words.start : words.stop,
      okButtonProps: { danger: !draft },
      onOk: () => (draft ? start : stop).mutateAsync(),
    });
  };
  return (
    <>
      {draft && <Button onClick={() => setEditing(true)}>{plan.edit}</Button>}
      <Button type={draft ? "primary" : "default"} danger={!draft} onClick={ask}>
        {draft ? words.start : words.stop}
      </Button>
      {draft && <ExperimentPlan open={editing} known={experiment} onClose={() => setEditing(false)} />}
    </>
  );
}

function Plan({ experiment, report }: { experiment: Experiment; report: Report | null }) {
  const words = useWords(EXPERIMENTS);
  const chosen = language.use();
  const [arm, setArm] = useState<string | null>(null);
  const { plan } = experiment;
  const days = daysRun(experiment, Date.now());
  const segment = (arm ? experiment.segments[arm] : undefined) as Shapes["Definition-Input"] | undefined;
  return (
    <div className="stack" style={{ gap: 16 }}>
      {report && <Split report={report} />}
      <Card title={words.refPlan}>
        <dl className="facts">
          <Fact name={words.goal}>{plan.goal.name}</Fact>
          <Fact name={words.arms}>
            {plan.arms.map((one) => (
              <div key={one.name}>
                {one.name} {one.share / 100}%{" "}
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setArm(one.name)}>
                  {words.seeArm(one.name)}
                </Button>
              </div>
            ))}
          </Fact>
          <Fact name={words.window}>
            {words.windowDays(plan.window_days)}
            {days && <span className="second"> · {words.ran(days.run, days.of)}</span>}
          </Fact>
          <Fact name={words.planned}>{count(plan.planned_units, chosen)}</Fact>
          <Fact name={words.people}>{typeof plan.people === "string" ? plan.people : words.everybody}</Fact>
          {plan.held_out && (
            <Fact name={words.held}>
              {plan.held_out.by === "channel" ? channelName(plan.held_out.value, chosen) : plan.held_out.value}
            </Fact>
          )}
          {plan.exposed && <Fact name={words.units}>{words.exposedOnly}</Fact>}
          <Fact name={words.begun}>
            <When at={experiment.started_at} />
          </Fact>
          <Fact name={words.history}>{experiment.version}</Fact>
        </dl>
        {plan.everything && <p className="small second">{words.global}</p>}
        {plan.note && <p className="small second">{plan.note}</p>}
      </Card>
      <PeopleSheet
        title={arm ?? ""}
        open={arm !== null}
        onClose={() => setArm(null)}
        of={["experiment", experiment.id, arm]}
        pageOf={(after, signal) =>
          given(
            api.POST("/api/segments/people", {
              body: { segment: segment as Shapes["Definition-Input"], after, limit: 50 },
              signal,
            }),
          )
        }
        segment={async () => ({ definition: segment, why: "" })}
      />
    </div>
  );
}

function Split({ report }: { report: Report }) {
  const words = useWords(EXPERIMENTS);
  const { mismatch, p } = report.sample_ratio;
  const kept = report.goals[0]?.cuped.variance_kept ?? 1;
  const told = p < 0.001 ? "< 0.001" : p.toFixed(2);
  return (
    <Card title={words.causal}>
      <dl className="facts">
        <Fact name={words.ratio}>
          <i className={mismatch ? "dot bad inline" : "dot good inline"} />{" "}
          {mismatch ? words.ratioBad(told) : words.ratioOk(told)}
          <Info>{words.ratioHow}</Info>
        </Fact>
        <Fact name={words.cuped}>
          {words.cupedKept(`${(kept * 100).toFixed(1)}%`)}
          <Info>{words.cupedHow}</Info>
        </Fact>
        <Fact name={words.until}>
          <When at={report.outcomes_until} /> · {report.complete ? words.complete : words.incomplete}
        </Fact>
      </dl>
    </Card>
  );
}
