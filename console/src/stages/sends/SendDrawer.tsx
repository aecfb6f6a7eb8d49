import { Alert, Drawer, Tabs } from "antd";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Count, Figure, Figures } from "@/ui/Figures";
import { Steps } from "@/ui/Steps";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Logged } from "@/widgets/Logged";
import { StartStop } from "@/widgets/StartStop";
import { COMPOSING } from "./compose.copy";
import { peopleOf, type Step, stepsOf } from "./funnel";
import { Receivers } from "./Receivers";
import { Said } from "./Said";
import { Senders } from "./Senders";
import { StateChip } from "./StateChip";
import { act, SENDS, type Send, useSend } from "./sends.api";
import { WORDS } from "./sends.copy";

/** One send: how many staff confirmed, how many customers it reached, and who stands in the way. */
export function SendDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useSend(id);
  const send = query.data;
  return (
    <Drawer
      open
      size={760}
      onClose={onClose}
      title={
        <span className="row">
          {send?.plan.name}
          {send && <StateChip state={send.state} />}
        </span>
      }
      extra={send && <Deeds send={send} />}
    >
      <Answer query={query} loading={420}>
        {(one) => (
          <>
            <Whole send={one} />
            <Logged subject={`send:${id}`} />
          </>
        )}
      </Answer>
    </Drawer>
  );
}

function Whole({ send }: { send: Send }) {
  const words = useWords(WORDS);
  const { counts } = send;
  const mark = JSON.stringify(send.counts);
  const chosen = language.use();
  return (
    <div className="stack">
      <Figures>
        <Figure label={words.planned} below={words.by(send.created_by)}>
          <Count value={counts.people} />
        </Figure>
        <Figure
          label={words.execution}
          how={words.executionWhy}
          below={words.confirmedOf(counts.confirmed_senders, counts.asked_senders)}
        >
          {percent(counts.execution_rate)}
        </Figure>
        <Figure
          label={words.delivery}
          how={words.deliveryWhy}
          below={words.reachedOf(count(peopleOf(counts.outcomes, "sent"), chosen), count(counts.asked, chosen))}
        >
          {percent(counts.delivery_rate)}
        </Figure>
        <Figure label={words.started}>
          <span className="sends-when">{send.started_at ? <When at={send.started_at} /> : "–"}</span>
        </Figure>
      </Figures>
      <Funnel send={send} />
      <Tabs
        items={[
          { key: "staff", label: words.tabs.staff, children: <Senders send={send} mark={mark} /> },
          { key: "receivers", label: words.tabs.receivers, children: <Receivers send={send} mark={mark} /> },
          { key: "message", label: words.tabs.message, children: <Said send={send} /> },
        ]}
      />
    </div>
  );
}

const FAINT: Partial<Record<Step["key"], number>> = { planned: 0.35, asked: 0.6, confirmed: 0.8 };

function Funnel({ send }: { send: Send }) {
  const words = useWords(WORDS);
  const composing = useWords(COMPOSING);
  if (send.state === "planned") return <Alert type="info" showIcon title={composing.made} />;
  const steps = stepsOf(send).map(({ key, share, people }) => ({
    key,
    share,
    label: words.steps[key],
    figure: <Count value={people} />,
    faint: FAINT[key],
  }));
  return <Steps steps={steps} />;
}

function Deeds({ send }: { send: Send }) {
  const words = useWords(WORDS);
  const composing = useWords(COMPOSING);
  const figure = count(send.counts.people, language.use());
  const people = send.plan.kind === "groups" ? composing.chat(figure) : composing.person(figure);
  return (
    <StartStop
      words={words}
      state={send.state}
      ask={words.startAsk(people, send.counts.senders)}
      start={() => act.start(send.id)}
      stop={() => act.cancel(send.id)}
      stale={SENDS}
    />
  );
}
