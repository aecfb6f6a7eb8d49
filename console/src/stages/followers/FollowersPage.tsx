import { Select, Tabs } from "antd";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Count, Figure, Figures } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Answer } from "@/widgets/Answer";
import { FigureLink } from "@/widgets/FigureLink";
import { useDefined } from "@/widgets/useDefined";
import { useUrl } from "@/widgets/useUrl";
import { FollowerDrawer } from "./FollowerDrawer";
import { FollowersList } from "./FollowersList";
import { type Reach, type Standing, useFigures, useFollowers } from "./followers.api";
import { WORDS } from "./followers.copy";
import { Scenes } from "./Scenes";
import { Syncs } from "./Syncs";
import { Templates } from "./Templates";
import "./followers.css";

export type Place = {
  tab: string;
  appid: string;
  scene: string;
  standing: Standing;
  reach: Reach;
  fan: number;
};

/** Who came by which code, do they still follow, and how can they be reached now? */
export function FollowersPage() {
  const words = useWords(WORDS);
  const [url, go] = useUrl<Place>();
  const appid = url.appid ?? "";
  const figures = useFigures(appid);
  const tab = url.tab ?? "fans";
  const { open, sheet } = useDefined();
  const lists = (filters: Partial<Place>) => () =>
    go({ tab: undefined, scene: undefined, standing: undefined, reach: undefined, ...filters });
  const ofToday = (title: string, standing: Standing) => () =>
    open({ title, unsayable: words.ofToday, instead: { label: words.lately, act: lists({ standing }) } });
  return (
    <Page
      title={words.title}
      answer={words.answer}
      tools={<Accounts chosen={appid} onChoose={(one) => go({ appid: one })} />}
    >
      <Answer query={figures} loading={420}>
        {(sums) => (
          <>
            <Figures>
              <Figure label={words.following}>
                <Opens label={words.following} people={sums.following} onOpen={lists({ standing: "following" })} />
              </Figure>
              <Figure label={words.today}>
                <Opens label={words.today} people={sums.followed_today} onOpen={ofToday(words.today, "following")} />
              </Figure>
              <Figure label={words.todayLeft}>
                <Opens
                  label={words.todayLeft}
                  people={sums.unfollowed_today}
                  onOpen={ofToday(words.todayLeft, "unfollowed")}
                />
              </Figure>
              <Figure label={words.unfollowed}>
                <Opens label={words.unfollowed} people={sums.unfollowed} onOpen={lists({ standing: "unfollowed" })} />
              </Figure>
              <Figure label={words.subscribed} how={words.subscribedWhy}>
                <Opens label={words.subscribed} people={sums.subscribed} onOpen={lists({ reach: "subscription" })} />
              </Figure>
            </Figures>
            <Card flush>
              <Tabs
                className="followers-tabs"
                activeKey={tab}
                onChange={(key) => go({ tab: key === "fans" ? undefined : key })}
                destroyOnHidden
                items={[
                  {
                    key: "fans",
                    label: words.tabs.fans,
                    children: <FollowersList url={url} scenes={sums.scenes} onChange={go} />,
                  },
                  {
                    key: "scenes",
                    label: words.tabs.scenes,
                    children: <Scenes scenes={sums.scenes} onOpen={(filters) => lists(filters)()} />,
                  },
                  { key: "templates", label: words.tabs.templates, children: <Templates appid={appid} /> },
                  { key: "runs", label: words.tabs.runs, children: <Syncs /> },
                ]}
              />
            </Card>
          </>
        )}
      </Answer>
      {sheet}
      {url.fan && <FollowerDrawer id={Number(url.fan)} onClose={() => go({ fan: undefined })} />}
    </Page>
  );
}

/** A sum that leads to those whom it counts; nobody is behind none. */
function Opens({ label, people, onOpen }: { label: string; people: number; onOpen: () => void }) {
  const shown = <Count value={people} />;
  if (!people) return shown;
  return (
    <FigureLink label={label} onOpen={onOpen}>
      {shown}
    </FigureLink>
  );
}

/** Where there is more than one account, one of them may be looked at alone. */
function Accounts({ chosen, onChoose }: { chosen: string; onChoose: (appid: string) => void }) {
  const words = useWords(WORDS);
  const first = useFollowers({ appid: "", scene: "", standing: undefined, reach: undefined });
  const rows = first.data?.pages.flatMap((page) => page.followers) ?? [];
  const accounts = new Map(rows.map((one) => [one.appid, one.account]));
  if (accounts.size < 2 && !chosen) return null;
  return (
    <Select
      value={chosen}
      aria-label={words.account}
      style={{ minWidth: 160 }}
      onChange={onChoose}
      options={[{ value: "", label: words.allAccounts }, ...[...accounts].map(([value, label]) => ({ value, label }))]}
    />
  );
}
