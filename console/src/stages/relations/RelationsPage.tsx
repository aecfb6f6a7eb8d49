import { Select, Tabs } from "antd";
import { useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Count, Figure, Figures } from "@/ui/Figures";
import { Page } from "@/ui/Page";
import { Empty } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { FigureLink } from "@/widgets/FigureLink";
import { Go } from "@/widgets/Go";
import { type Opened, useDefined } from "@/widgets/useDefined";
import { useUrl } from "@/widgets/useUrl";
import { Activity, type ActivityPlace } from "./Activity";
import { behind, type Part } from "./behind";
import { CorpTags } from "./CorpTags";
import { Days } from "./Days";
import { Losses } from "./Losses";
import { Pools } from "./Pools";
import { Runs } from "./Runs";
import { type Lost, type Pool, usePools } from "./relations.api";
import { WORDS } from "./relations.copy";
import { TAGS } from "./tags.copy";
import "./relations.css";

const PERIODS = [7, 30, 90, 365];

type Place = { days: number; tab: string; turn: Lost } & ActivityPlace;

/** Who adds our staff, who left, and why? */
export function RelationsPage() {
  const words = useWords(WORDS);
  const tags = useWords(TAGS);
  const [url, go] = useUrl<Place>();
  const days = Number(url.days ?? 30);
  const query = usePools(days);
  const { open, sheet } = useDefined();
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
            <Sums pools={pools} days={days} onOpen={open} onLosses={(turn) => go({ tab: "losses", turn })} />
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
                        <Pools
                          pools={pools}
                          days={days}
                          onOpen={open}
                          onLosses={(staff) => go({ tab: "losses", staff })}
                        />
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
                  {
                    key: "tags",
                    label: tags.tab,
                    children: <CorpTags />,
                  },
                  { key: "runs", label: words.tabs.runs, children: <Runs /> },
                ]}
              />
            </Card>
          </>
        )}
      </Answer>
      {sheet}
    </Page>
  );
}

interface SumsProps {
  pools: Pool[];
  days: number;
  onOpen: (opened: Opened) => void;
  onLosses: (turn: Lost | undefined) => void;
}

function Sums({ pools, days, onOpen, onLosses }: SumsProps) {
  const words = useWords(WORDS);
  const sum = (part: keyof Pool) => pools.reduce((all, one) => all + Number(one[part]), 0);
  const corps = pools.map((one) => one.corp);
  const people = (part: Part, label: string, how?: string) => (
    <Figure label={label} how={how}>
      <FigureLink
        label={label}
        onOpen={() => onOpen({ title: words.people[part], definition: behind(part, days, corps) })}
      >
        <Count value={sum(part)} />
      </FigureLink>
    </Figure>
  );
  const lost = (part: "deleted_by_customer" | "deleted_by_staff", label: string) => (
    <Figure label={label}>
      <FigureLink label={label} onOpen={() => onLosses(part)}>
        <Count value={sum(part)} />
      </FigureLink>
    </Figure>
  );
  return (
    <Figures>
      {people("friends", words.friends, words.friendsWhy)}
      {people("half", words.half, words.halfWhy)}
      {people("added", words.added, words.addedWhy)}
      {lost("deleted_by_customer", words.byCustomer)}
      {lost("deleted_by_staff", words.byStaff)}
      {people("transferred_away", words.away, words.awayWhy)}
    </Figures>
  );
}
