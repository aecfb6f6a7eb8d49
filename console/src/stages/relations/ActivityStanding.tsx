import { SyncOutlined } from "@ant-design/icons";
import { Alert, Button, Dropdown } from "antd";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Go } from "@/widgets/Go";
import { useAct } from "@/widgets/useAct";
import { type Pull, pullFigures } from "./activity.api";
import { ACTIVITY } from "./activity.copy";
import { RELATIONS, useConnectors } from "./relations.api";

/** Up to which day WeCom's figures were read, what is going on, and why it may have broken off. */
export function ActivityStanding({ pulls }: { pulls: Pull[] }) {
  const words = useWords(ACTIVITY);
  const may = useMay();
  const failed = pulls.filter((one) => one.state === "failed");
  const stood = pulls.filter((one) => one.state === "done");
  const running = pulls.find((one) => one.state === "running");
  return (
    <>
      <div className="relations-find activity-standing row between">
        <span className="second">
          {running ? going(running, words) : stood.map((one) => read(one, words)).join("；")}
          {(running || stood.length > 0) && "　"}
          <span className="small">{words.when}</span>
        </span>
        {!running && <PullNow primary={!pulls.length} />}
      </div>
      {failed.map((one) => (
        <Alert
          key={one.id}
          className="activity-failed"
          type="warning"
          showIcon
          title={words.failed(one.corp, one.problem)}
          description={words.failedWhy}
          action={may("connectors.manage") && <Go to="/connectors">{words.failedFix}</Go>}
        />
      ))}
    </>
  );
}

type Words = typeof ACTIVITY.zh;

function going(one: Pull, words: Words): string {
  return one.step === "staff" ? words.running(one.staff_done, one.staff) : words.runningGroups;
}

function read(one: Pull, words: Words): string {
  const parts = [words.until(one.until)];
  if (one.corrected) parts.push(words.corrected(one.corrected));
  if (one.refused) parts.push(words.notTold(one.refused));
  return parts.join(" · ");
}

/** Have WeCom's figures pulled, for whoever may. */
function PullNow({ primary }: { primary: boolean }) {
  const words = useWords(ACTIVITY);
  const allowed = useMay()("system.manage");
  const accounts = (useConnectors(allowed).data ?? []).filter((one) => one.channel === "wecom" && !one.paused);
  const act = useAct({ act: pullFigures, stale: [RELATIONS], done: words.pulled });
  const [first] = accounts;
  if (!allowed || !first) return null;
  const button = (
    <Button
      icon={<SyncOutlined />}
      type={primary ? "primary" : "default"}
      loading={act.isPending}
      onClick={accounts.length === 1 ? () => act.mutate(first.name) : undefined}
    >
      {words.pull}
    </Button>
  );
  if (accounts.length === 1) return button;
  const items = accounts.map((one) => ({ key: one.name, label: one.title || one.name }));
  return <Dropdown menu={{ items, onClick: ({ key }) => act.mutate(key) }}>{button}</Dropdown>;
}
