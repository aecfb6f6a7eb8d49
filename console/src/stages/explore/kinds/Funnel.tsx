import { Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { copy, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Meter } from "@/ui/Figures";
import { FigureLink } from "@/widgets/FigureLink";
import type { Breakdown } from "../question";
import { FunnelBars } from "./FunnelBars";
import { FEW, lastStep, rows, said, stepName, took, type Way } from "./funnel";
import type { Telling, ViewProps } from "./kind";
import { lasting, useNaming } from "./naming";

const WORDS = copy(
  {
    group: "分组",
    step: "步骤",
    reached: "到达",
    conversion: "对上一步",
    total: "对第一步",
    left: "在这里离开",
    open: (n: string) => `其中 ${n} 还来得及`,
    median: "中位用时",
    p90: "九成用时",
    entered: "开始",
    converted: "走完",
    whole: "全程中位用时",
    few: "不足 30，会跳动",
    gone: (name: string) => `走到“${name}”后离开`,
    at: (name: string) => `到达“${name}”`,
    differs: "最后一步和其余的人比，差异很难用偶然解释",
  },
  {
    group: "Group",
    step: "Step",
    reached: "Reached",
    conversion: "Of the step before",
    total: "Of the first",
    left: "Left here",
    open: (n: string) => `${n} still have time`,
    median: "Median time",
    p90: "90% within",
    entered: "Entered",
    converted: "Came through",
    whole: "Median, whole way",
    few: "fewer than 30",
    gone: (name: string) => `Left after ${name}`,
    at: (name: string) => `Reached ${name}`,
    differs: "the last step differs from all others more than chance explains",
  },
);

export function FunnelView({ ask, result, open, height }: ViewProps<"funnel">) {
  const naming = useNaming();
  const [group, setGroup] = useState<string | null>(null);
  const way = result.lines.find((one) => one.group === group) ?? result.lines[0];
  if (!way) return null;
  const groups = ask.breakdown ? result.lines : [];
  const bars = <FunnelBars ask={ask} way={way} open={open} height={height} />;
  if (height !== undefined) return bars;
  return (
    <>
      <Card
        extra={
          groups.length > 1 && (
            <Segmented
              size="small"
              value={way.group ?? ""}
              onChange={setGroup}
              options={groups.slice(0, 8).map((one) => ({
                value: one.group ?? "",
                label: naming.group(one.group, ask.breakdown),
              }))}
            />
          )
        }
      >
        {bars}
      </Card>
      {groups.length > 1 && (
        <Card flush>
          <Groups ask={ask} result={result} open={open} />
        </Card>
      )}
      <Card flush>
        <Steps ask={ask} way={way} open={open} />
      </Card>
    </>
  );
}

function Steps({ ask, way, open }: Pick<ViewProps<"funnel">, "ask" | "open"> & { way: Way }) {
  const words = useWords(WORDS);
  const naming = useNaming();
  type Step = Way["steps"][number];
  const name = (step: Step): string => stepName(ask, step.step - 1, naming);
  const last = way.steps.length;
  const columns: TableColumnsType<Step> = [
    { title: words.step, key: "step", render: (_, step) => `${step.step}. ${name(step)}` },
    {
      title: words.reached,
      key: "reached",
      align: "right",
      render: (_, step) => (
        <FigureLink label={words.at(name(step))} onOpen={() => open(step.cell, words.at(name(step)))}>
          {count(step.reached, naming.chosen)}
        </FigureLink>
      ),
    },
    {
      title: words.conversion,
      key: "conversion",
      align: "right",
      render: (_, step) => (step.step > 1 ? percent(step.conversion.value) : ""),
    },
    {
      title: words.total,
      key: "total",
      align: "right",
      width: 110,
      render: (_, step) => (
        <div>
          {percent(step.total.value)}
          <Meter share={step.total.value ?? 0} />
        </div>
      ),
    },
    {
      title: words.left,
      key: "left",
      align: "right",
      render: (_, step) =>
        step.step < last && (
          <div>
            <FigureLink label={words.gone(name(step))} onOpen={() => open(step.cell_left, words.gone(name(step)))}>
              {count(step.left, naming.chosen)}
            </FigureLink>
            {Boolean(step.open) && (
              <div className="second small">{words.open(count(step.open ?? 0, naming.chosen))}</div>
            )}
          </div>
        ),
    },
    { title: words.median, key: "median", align: "right", render: (_, step) => took(step, naming.zh) },
    {
      title: words.p90,
      key: "p90",
      align: "right",
      render: (_, step) => (step.waiting ? lasting(step.waiting.p90_s, naming.zh) : ""),
    },
  ];
  return <Table rowKey="step" columns={columns} dataSource={way.steps} pagination={false} scroll={{ x: 700 }} />;
}

/** Groups under each other: every step's share of the first. */
function Groups({ ask, result, open }: ViewProps<"funnel">) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const apart = lastStep(ask, result)?.against_rest ?? {};
  const columns: TableColumnsType<Way> = [
    {
      title: words.group,
      key: "group",
      render: (_, way) => (
        <span className="row tight">
          {naming.group(way.group, ask.breakdown as Breakdown)}
          {way.entered < FEW && <Chip tone="quiet">{words.few}</Chip>}
          {(apart[String(way.group)] ?? 1) < 0.05 && (
            <Chip tone="look" title={words.differs}>
              ≠
            </Chip>
          )}
        </span>
      ),
    },
    ...ask.steps.map((_step, at) => ({
      title: `${at + 1}. ${stepName(ask, at, naming)}`,
      key: at,
      align: "right" as const,
      render: (_: unknown, way: Way) => {
        const step = way.steps[at];
        if (!step) return null;
        const title = `${naming.group(way.group, ask.breakdown)} · ${words.at(stepName(ask, at, naming))}`;
        return (
          <div>
            <FigureLink label={title} onOpen={() => open(step.cell, title)}>
              {count(step.reached, naming.chosen)}
            </FigureLink>
            {at > 0 && <div className="second small">{percent(step.total.value)}</div>}
          </div>
        );
      },
    })),
    {
      title: words.whole,
      key: "whole",
      align: "right",
      render: (_, way) => (way.whole ? lasting(way.whole.median_s, naming.zh) : "–"),
    },
  ];
  return (
    <Table
      rowKey={(way) => String(way.group)}
      columns={columns}
      dataSource={result.lines}
      pagination={false}
      scroll={{ x: 240 + 120 * ask.steps.length }}
    />
  );
}

export const FUNNEL: Telling<"funnel"> = {
  said,
  rows,
  empty: (result) => result.lines.every((way) => way.entered === 0),
  View: FunnelView,
};
