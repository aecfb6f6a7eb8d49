import { useParams } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useState } from "react";
import { useWords } from "@/lib/language";
import { yuan } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Page } from "@/ui/Page";
import { Skeleton } from "@/ui/State";
import { Answer } from "@/widgets/Answer";
import { Standing } from "@/widgets/Standing";
import { useUrl } from "@/widgets/useUrl";
import { IdentityGraph } from "./IdentityGraph";
import { Actions } from "./PersonActions";
import { Aside } from "./PersonAside";
import { Orders } from "./PersonOrders";
import { Traits } from "./PersonTraits";
import { ordersOf, type Person, usePerson } from "./people.api";
import { WORDS } from "./person.copy";
import { Relations } from "./Relations";
import { Timeline } from "./Timeline";
import "./people.css";

/** Who is this, what happened, and what may be done? */
export function PersonPage() {
  const { person: ref } = useParams({ strict: false }) as { person: string };
  const query = usePerson(ref);
  return (
    <Answer query={query} loading={<Waiting />}>
      {(person) => <Full key={person.person} person={person} />}
    </Answer>
  );
}

function Full({ person: masked }: { person: Person }) {
  const words = useWords(WORDS);
  const [revealed, setRevealed] = useState<Person | null>(null);
  const person = revealed ?? masked;
  const [url, set] = useUrl<{ tab: string }>();
  const orders = ordersOf(person);
  const name = String(person.traits.name?.value ?? (person.identified ? words.unnamed : words.visitor));
  const tabs = [
    { key: "timeline", label: words.tabs.timeline, children: <Timeline person={person.person} /> },
    { key: "standing", label: words.tabs.standing, children: <Standing person={person.person} /> },
    { key: "orders", label: `${words.tabs.orders} ${orders?.orders ?? 0}`, children: <Orders orders={orders} /> },
    { key: "relations", label: words.tabs.relations, children: <Relations person={person.person} /> },
    { key: "identity", label: words.tabs.identity, children: <IdentityGraph person={person.person} /> },
    { key: "traits", label: words.tabs.traits, children: <Traits person={person} /> },
  ];
  const title = (
    <span className="row">
      {name}
      <Chip tone={person.identified ? "plain" : "quiet"}>{person.identified ? words.identified : words.anonymous}</Chip>
      <Chip tone={person.reachable ? "good" : "quiet"}>{person.reachable ? words.reachable : words.unreachable}</Chip>
    </span>
  );
  return (
    <Page
      title={title}
      name={name}
      answer={
        <>
          {words.answer(person.identifiers.length, yuan(orders?.net_fen ?? 0), orders?.bought ?? 0)}{" "}
          <span className="mono">{person.person}</span>
        </>
      }
      tools={<Actions person={person.person} revealed={revealed !== null} onRevealed={setRevealed} />}
    >
      <div className="columns person">
        <Aside person={person} />
        <Card flush>
          <Tabs
            activeKey={url.tab ?? "timeline"}
            onChange={(tab) => set({ tab: tab === "timeline" ? undefined : tab })}
            items={tabs}
            destroyOnHidden
            className="person-tabs"
          />
        </Card>
      </div>
    </Page>
  );
}

function Waiting() {
  return (
    <div className="page">
      <Skeleton height={56} />
      <div className="columns person">
        <Skeleton height={520} />
        <Skeleton height={520} />
      </div>
    </div>
  );
}
