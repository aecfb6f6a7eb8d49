import { Alert, Button, Drawer, Popconfirm, Tabs } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { When } from "@/ui/When";
import { useAct } from "@/widgets/useAct";
import { Addresses } from "./Addresses";
import { act, CONNECTORS, type Connector, type NewConnector } from "./connectors.api";
import { WORDS } from "./connectors.copy";
import { Deeds } from "./Deeds";
import { Forwards } from "./Forwards";
import { Letters } from "./Letters";
import { Passed } from "./Passed";
import { Probe } from "./Probe";
import { Pull } from "./Pull";
import { WORDS as PLATFORM_WORDS, PLATFORMS } from "./platforms.copy";
import { WORDS as PULL_WORDS } from "./pull.copy";
import { Quotas } from "./Quotas";
import { WORDS as QUOTA_WORDS } from "./quotas.copy";
import { Ring } from "./Ring";
import { SecretForm } from "./SecretForm";
import { State } from "./State";

interface DrawerProps {
  connector: Connector;
  onClose: () => void;
  onRotated: (made: NewConnector) => void;
}

/** One account: is it well, what came, who else is told, and who changed it. */
export function ConnectorDrawer({ connector, onClose, onRotated }: DrawerProps) {
  const words = useWords(WORDS);
  const platforms = useWords(PLATFORM_WORDS);
  const pulls = useWords(PULL_WORDS);
  const quotas = useWords(QUOTA_WORDS);
  const platform = PLATFORMS.find((one) => one.channel === connector.channel);
  const draws = !platform?.secret || platform.asked;
  const heard = platform && !platform.asked;
  const asked = !heard || connector.channel === "oceanengine";
  const [changing, setChanging] = useState(false);
  const turn = useAct({
    act: () => (connector.paused ? act.resume(connector.name) : act.pause(connector.name)),
    stale: [CONNECTORS],
    done: words.saved,
  });
  const rotate = useAct({ act: () => act.rotate(connector.name), stale: [CONNECTORS], after: onRotated });
  return (
    <Drawer open size={680} title={connector.title} onClose={onClose} extra={<State connector={connector} />}>
      <div className="stack">
        {connector.failing && !connector.failure.startsWith("pull:") && (
          <Alert
            type="error"
            showIcon
            title={words.failure}
            description={
              <>
                {connector.failure} · <When at={connector.failed_at} />
              </>
            }
          />
        )}
        {connector.unverified && (
          <Alert
            type="warning"
            showIcon
            title={platforms.unverified}
            description={platforms.unverifiedWhy[connector.channel] ?? connector.unverified}
          />
        )}
        <Addresses connector={connector} />
        <div className="row">
          <Popconfirm
            title={connector.paused ? words.resume : words.pause}
            description={words.pauseWhy}
            onConfirm={() => turn.mutate()}
          >
            <Button loading={turn.isPending}>{connector.paused ? words.resume : words.pause}</Button>
          </Popconfirm>
          <Button onClick={() => setChanging(true)}>{words.credentials}</Button>
          {draws && (
            <Popconfirm title={words.rotate} description={words.rotateWhy} onConfirm={() => rotate.mutate()}>
              <Button loading={rotate.isPending}>{words.rotate}</Button>
            </Popconfirm>
          )}
        </div>
        <Passed connector={connector} />
      </div>
      <Tabs
        items={[
          {
            key: "probe",
            label: words.tabs.probe,
            children: (
              <div className="stack">
                <Probe name={connector.name} why={heard ? platforms.probeWhy : undefined} wechat={platform?.asked} />
                {heard && <Ring name={connector.name} />}
              </div>
            ),
          },
          {
            key: "letters",
            label: connector.stuck ? `${words.tabs.letters} · ${connector.stuck}` : words.tabs.letters,
            children: <Letters connector={connector} />,
          },
          ...(connector.channel === "oceanengine"
            ? [{ key: "pull", label: pulls.tab, children: <Pull name={connector.name} /> }]
            : []),
          ...(asked ? [{ key: "quotas", label: quotas.tab, children: <Quotas name={connector.name} /> }] : []),
          { key: "forwards", label: words.tabs.forwards, children: <Forwards name={connector.name} /> },
          { key: "history", label: words.tabs.history, children: <Deeds name={connector.name} /> },
        ]}
      />
      {changing && <SecretForm name={connector.name} onClose={() => setChanging(false)} />}
    </Drawer>
  );
}
