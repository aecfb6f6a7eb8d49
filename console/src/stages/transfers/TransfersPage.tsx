import { CloudDownloadOutlined } from "@ant-design/icons";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { useMay } from "@/api/session";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import { Answer } from "@/widgets/Answer";
import { useAct } from "@/widgets/useAct";
import { useUrl } from "@/widgets/useUrl";
import { Givers } from "./Givers";
import { PlanDrawer } from "./PlanDrawer";
import { TransferDrawer } from "./TransferDrawer";
import { TransferList } from "./TransferList";
import { type Giver, readWaiting, TRANSFERS, useGivers, useTransfers } from "./transfers.api";
import { WORDS } from "./transfers.copy";
import "./transfers.css";

type Place = { tab: string; transfer: number };
type Wanted = { giver: Giver; again?: number };

/** Whose customers go to whom, and how far is it? */
export function TransfersPage() {
  const words = useWords(WORDS);
  const [url, go] = useUrl<Place>();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const givers = useGivers();
  const transfers = useTransfers();
  const shown = transfers.data?.find((one) => one.id === Number(url.transfer));
  const leavers = givers.data?.filter((one) => one.left_at && one.friends + one.waiting > 0).length ?? 0;
  return (
    <Page
      title={words.title}
      answer={leavers ? `${words.leaversOf(leavers)}。${words.answer}` : words.answer}
      tools={<ReadWaiting corps={[...new Set(givers.data?.map((one) => one.corp))]} />}
    >
      <Card flush>
        <Tabs
          className="transfers-tabs"
          activeKey={url.tab ?? "staff"}
          onChange={(tab) => go({ tab: tab === "staff" ? undefined : tab })}
          destroyOnHidden
          items={[
            {
              key: "staff",
              label: words.tabs.staff,
              children: (
                <Answer query={givers} loading={420}>
                  {(found) => <Givers givers={found} onHand={(giver) => setWanted({ giver })} />}
                </Answer>
              ),
            },
            {
              key: "transfers",
              label: words.tabs.transfers,
              children: (
                <Answer query={transfers} loading={420}>
                  {(found) => <TransferList transfers={found} onOpen={(transfer) => go({ transfer })} />}
                </Answer>
              ),
            },
          ]}
        />
      </Card>
      {shown && (
        <TransferDrawer
          transfer={shown}
          onClose={() => go({ transfer: undefined })}
          onAgain={() => {
            const giver = givers.data?.find((one) => one.corp === shown.corp && one.staff === shown.giver);
            if (giver) setWanted({ giver, again: shown.id });
          }}
        />
      )}
      {wanted && (
        <PlanDrawer
          giver={wanted.giver}
          again={wanted.again}
          givers={givers.data ?? []}
          onClose={() => setWanted(null)}
          onBegun={(transfer) => {
            setWanted(null);
            go({ tab: "transfers", transfer: transfer.id });
          }}
        />
      )}
    </Page>
  );
}

function ReadWaiting({ corps }: { corps: string[] }) {
  const words = useWords(WORDS);
  const allowed = useMay()("touchpoints.manage");
  const act = useAct({
    act: async () => {
      const asked = await Promise.allSettled(corps.map(readWaiting));
      const read = asked.filter((one) => one.status === "fulfilled");
      if (!read.length) throw (asked[0] as PromiseRejectedResult).reason;
      const waiting = read.reduce((sum, one) => sum + one.value.waiting, 0);
      return { waiting, unread: asked.length - read.length };
    },
    stale: [TRANSFERS],
    done: ({ waiting, unread }: { waiting: number; unread: number }) => words.readDone(waiting, unread),
  });
  if (!allowed || !corps.length) return null;
  return (
    <Button icon={<CloudDownloadOutlined />} loading={act.isPending} onClick={() => act.mutate()}>
      {words.readWaiting}
    </Button>
  );
}
