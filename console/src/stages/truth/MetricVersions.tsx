import { useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { useActors } from "@/widgets/actors";
import { metricName, metricWords } from "@/widgets/metricWords";
import { useAct } from "@/widgets/useAct";
import { MetricForm } from "./MetricForm";
import type { Entry } from "./metrics";
import { act, METRICS_KEY, useMetricHistory } from "./metrics.api";
import { METRICS } from "./metrics.copy";

/** What the metric meant from version to version; the next is written here, from this one or an earlier one. */
export function MetricVersions({ entry }: { entry: Entry }) {
  const words = useWords(METRICS);
  const chosen = language.use();
  const actor = useActors();
  const mayRule = useMay()("system.manage");
  const [editing, setEditing] = useState<Entry>();
  const history = useMetricHistory(entry.metric.name, !entry.built_in);
  if (entry.built_in)
    return (
      <Card title={words.history}>
        <p className="second small">{words.shippedWhy}</p>
      </Card>
    );
  return (
    <Card
      title={words.history}
      extra={
        mayRule && (
          <span className="row tight">
            <Button size="small" onClick={() => setEditing(entry)}>
              {words.edit}
            </Button>
            <Retire entry={entry} />
          </span>
        )
      }
    >
      <Answer query={history} loading={80}>
        {(versions) => (
          <ul className="versions">
            {versions.map((one) => (
              <li key={one.version}>
                <div className="row between">
                  <span className="row">
                    <b>{words.versionOf(one.version)}</b>
                    {one.version === entry.version && <Chip tone="good">{words.inUse}</Chip>}
                  </span>
                  {mayRule && one.version !== entry.version && (
                    <Button size="small" onClick={() => setEditing({ ...one, version: entry.version })}>
                      {words.take}
                    </Button>
                  )}
                </div>
                <div className="small second">
                  {actor(one.changed_by, chosen)} · <When at={one.changed_at} />
                </div>
                <div className="small">
                  {metricName(one.metric, chosen)}
                  {chosen === "zh" ? "：" : ": "}
                  {metricWords(one.metric, chosen).formula}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Answer>
      <MetricForm open={editing !== undefined} known={editing} onClose={() => setEditing(undefined)} />
    </Card>
  );
}

function Retire({ entry }: { entry: Entry }) {
  const words = useWords(METRICS);
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const retire = useAct({
    act: () => act.retire(entry.metric.name),
    stale: [[...METRICS_KEY]],
    done: words.retiredDone,
    after: () => void navigate({ to: "/metric-dictionary" }),
  });
  const ask = (): void => {
    void modal.confirm({
      title: words.retire,
      content: words.retireWhy,
      onOk: () => retire.mutateAsync(),
      okButtonProps: { danger: true },
    });
  };
  return (
    <Button size="small" danger onClick={ask}>
      {words.retire}
    </Button>
  );
}
