import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip, type Tone } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { ExperimentPlan } from "./ExperimentPlan";
import { daysRun, type Experiment, unitOf, type Verdict, verdictOf } from "./experiments";
import { useExperiments, useReport } from "./experiments.api";
import { EXPERIMENTS } from "./experiments.copy";
import { difference } from "./measured";
import "./truth.css";

export const TONES: Record<Verdict, Tone> = { better: "good", worse: "bad", open: "quiet", nothing: "quiet" };

/** Did it work? */
export function ExperimentsPage() {
  const words = useWords(EXPERIMENTS);
  const may = useMay();
  const [planning, setPlanning] = useState(false);
  const query = useExperiments();
  const experiments = query.data ?? [];
  const running = experiments.filter((one) => one.state === "running").length;
  const stopped = experiments.filter((one) => one.state === "stopped").length;
  const plan = may("system.manage") && (
    <Button type="primary" onClick={() => setPlanning(true)}>
      {words.plan}
    </Button>
  );
  return (
    <Page
      title={words.title}
      answer={
        query.data ? (
          experiments.length ? (
            <Told experiments={experiments} fallback={words.answer(running, stopped)} />
          ) : (
            words.answerNone
          )
        ) : (
          words.loading
        )
      }
      tools={experiments.length > 0 && plan}
    >
      <Card flush>
        <Answer query={query} loading={320}>
          {(list) =>
            list.length ? (
              <List experiments={list} />
            ) : (
              <Empty title={words.empty} action={plan}>
                {words.emptyWhy}
              </Empty>
            )
          }
        </Answer>
      </Card>
      <ExperimentPlan open={planning} onClose={() => setPlanning(false)} />
    </Page>
  );
}

function Told({ experiments, fallback }: { experiments: Experiment[]; fallback: string }) {
  const words = useWords(EXPERIMENTS);
  const begun = experiments.find((one) => one.started_at);
  const report = useReport(begun);
  const goal = report.data?.goals[0];
  const one = goal?.comparisons[0];
  if (!begun || !goal || !one) return <>{fallback}</>;
  return (
    <>
      {fallback} {words.judged(begun.plan.name, words.chip[verdictOf(goal, one)])}
    </>
  );
}

function List({ experiments }: { experiments: Experiment[] }) {
  const navigate = useNavigate();
  return (
    <Table<Experiment>
      rowKey="id"
      columns={useColumns()}
      dataSource={experiments}
      pagination={false}
      scroll={{ x: 900 }}
      rowClassName="clickable"
      onRow={(one) => ({ onClick: () => void navigate({ to: "/experiments/$ref", params: { ref: String(one.id) } }) })}
    />
  );
}

function useColumns(): TableColumnsType<Experiment> {
  const words = useWords(EXPERIMENTS);
  return [
    {
      title: words.name,
      key: "name",
      render: (_, one) => (
        <div>
          <Link to="/experiments/$ref" params={{ ref: String(one.id) }} onClick={(event) => event.stopPropagation()}>
            {one.plan.name}
          </Link>
          {one.plan.note && <div className="second small">{one.plan.note}</div>}
        </div>
      ),
    },
    { title: words.verdict, key: "verdict", render: (_, one) => <State experiment={one} /> },
    { title: words.change, key: "change", render: (_, one) => <Difference experiment={one} /> },
    { title: words.goal, key: "goal", render: (_, one) => one.plan.goal.name },
    {
      title: words.arms,
      key: "arms",
      render: (_, one) => one.plan.arms.map((arm) => `${arm.name} ${arm.share / 100}%`).join(" · "),
    },
    {
      title: words.days,
      key: "days",
      align: "right",
      render: (_, one) => {
        const days = daysRun(one, Date.now());
        return days ? words.ran(days.run, days.of) : <span className="second">{words.notBegun}</span>;
      },
    },
    { title: words.created, key: "created", align: "right", render: (_, one) => <When at={one.created_at} /> },
  ];
}

function State({ experiment }: { experiment: Experiment }) {
  const words = useWords(EXPERIMENTS);
  const { data } = useReport(experiment);
  const goal = data?.goals[0];
  const one = goal?.comparisons[0];
  const verdict = goal && one && verdictOf(goal, one);
  return (
    <span className="row tight nowrap">
      <Chip tone={experiment.state === "running" ? "plain" : "quiet"}>
        {words.state[experiment.state] ?? experiment.state}
      </Chip>
      {data?.sample_ratio.mismatch ? (
        <Chip tone="bad" title={words.mismatch}>
          SRM
        </Chip>
      ) : (
        verdict && <Chip tone={TONES[verdict]}>{words.chip[verdict]}</Chip>
      )}
    </span>
  );
}

function Difference({ experiment }: { experiment: Experiment }) {
  const chosen = language.use();
  const { data } = useReport(experiment);
  const goal = data?.goals[0];
  const one = goal?.comparisons[0];
  if (!goal || !one || verdictOf(goal, one) === "nothing") return <span className="second">–</span>;
  return <>{difference(one.cuped.difference.value, unitOf(experiment, goal), chosen)}</>;
}
