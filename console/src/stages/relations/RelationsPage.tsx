import { Select, Tabs } from "antd";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Count, Figure, Figures } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { Go } from "@/widgets/Go";
import { useUrl } from "@/widgets/useUrl";
import { Activity, type ActivityPlace } from "./Activity";
import { Days } from "./Days";
import { Losses } from "./Losses";
import { Pools } from "./Pools";
import { Runs } from "./Runs";
import { type Lost, type Pool, usePools } from "./relations.api";
import { WORDS } from "./relations.copy";
import "./relations.css";

const PERIODS = [7, 30, 90, 365];

type Place = { days: number; tab: string; turn: Lost } & ActivityPlace;

/** Who adds our staff, who left, and why? */
export function RelationsPage() {
  const words = useWords(WORDS);
  const [url, go] = useUrl<Place>();
  const days = Number(url.days ?? 30);
  const query = usePools(days);
  const period = (
    <Select
      value={days}
      aria-label={words.period(days)}
      onChange={(chosen) => go({ days: chosen })}
      options={PERIODS.map((value) => ({ value, label: words.period(value) }))}
    />
  );
  return (
    <Page title={words.title} answer={words.answer} tools={period}>
      <Answer query={query} loading={420}>
        {(pools) => (
          <>
            <Sums pools={pools} />
            <Card flush>
              <Tabs
                className="relations-tabs"
                activeKey={url.tab ?? "staff"}
                onChange={(tab) => go({ tab: tab === "staff" ? undefined : tab })}
                destroyOnHidden
                items={[
                  {
                    key: "staff",
                    label: words.tabs.staff,
                    children: pools.length ? (
                      <>
                        <Days days={days} />
                        <Pools pools={pools} onLosses={(staff) => go({ tab: "losses", staff })} />
                      </>
                    ) : (
                      <Empty title={words.empty} action={<Go to="/connectors">{words.connect}</Go>}>
                        {words.emptyWhy}
                      </Empty>
                    ),
                  },
                  {
                    key: "activity",
                    label: words.tabs.activity,
                    children: <Activity days={days} place={url} pools={pools} onChange={go} />,
                  },
                  {
                    key: "losses",
                    label: words.tabs.losses,
                    children: (
                      <Losses days={days} turn={url.turn} staff={url.staff ?? ""} pools={pools} onChange={go} />
                    ),
                  },
                  { key: "runs", label: words.tabs.runs, children: <Runs /> },
                ]}
              />
            </Card>
          </>
        )}
      </Answer>
    </Page>
  );
}

function Sums({ pools }: { pools: Pool[] }) {
  const words = useWords(WORDS);
  const sum = (part: keyof Pool) => pools.reduce((all, one) => all + Number(one[part]), 0);
  return (
    <Figures>
      <Figure label={words.friends} how={words.friendsWhy}>
        <Count value={sum("friends")} />
      </Figure>
      <Figure label={words.half} how={words.halfWhy}>
        <Count value={sum("half")} />
      </Figure>
      <Figure label={words.added} how={words.addedWhy}>
        <Count value={sum("added")} />
      </Figure>
      <Figure label={words.byCustomer}>
        <Count value={sum("deleted_by_customer")} />
      </Figure>
      <Figure label={words.byStaff}>
        <Count value={sum("deleted_by_staff")} />
      </Figure>
      <Figure label={words.away} how={words.awayWhy}>
        <Count value={sum("transferred_away")} />
      </Figure>
    </Figures>
  );
}
