import { Alert, Drawer, Tabs } from "antd";
import { language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Figure, Figures } from "@/ui/Figures";
import { Steps } from "@/ui/Steps";
import { When } from "@/ui/When";
import { Answer } from "@/widgets/Answer";
import { Logged } from "@/widgets/Logged";
import { StartStop } from "@/widgets/StartStop";
import { Customers } from "./Customers";
import { stepsOf } from "./composing";
import { act, MOMENTS, type Moment, useMoment } from "./moments.api";
import { WORDS } from "./moments.copy";
import { Publishers } from "./Publishers";
import { Said } from "./Said";
import { StateChip } from "./StateChip";

/** One moment: how many staff published, how many customers could see it, and who has yet to. */
export function MomentDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const words = useWords(WORDS);
  const query = useMoment(id);
  const moment = query.data;
  return (
    <Drawer
      open
      size={820}
      onClose={onClose}
      title={
        <span className="row">
          {moment?.plan.name}
          {moment && <StateChip state={moment.state} />}
        </span>
      }
      extra={
        moment && (
          <StartStop
            words={words}
            state={moment.state}
            ask={words.startAsk(moment.counts.staff)}
            start={() => act.start(id)}
            stop={() => act.cancel(id)}
            stale={MOMENTS}
          />
        )
      }
    >
      <Answer query={query} loading={420}>
        {(one) => (
          <>
            <Whole moment={one} />
            <Logged subject={`moment:${id}`} />
          </>
        )}
      </Answer>
    </Drawer>
  );
}

function Whole({ moment }: { moment: Moment }) {
  const words = useWords(WORDS);
  const mark = JSON.stringify([moment.counts, moment.state]);
  return (
    <div className="stack">
      {moment.problem && <Alert type="warning" showIcon title={moment.problem} />}
      {moment.state === "planned" ? <Alert type="info" showIcon title={words.waiting} /> : <Rates moment={moment} />}
      {moment.counts.asked > 0 && <Funnel moment={moment} />}
      <Tabs
        items={[
          { key: "staff", label: words.tabs.staff, children: <Publishers moment={moment} mark={mark} /> },
          { key: "customers", label: words.tabs.customers, children: <Customers moment={moment} mark={mark} /> },
          { key: "said", label: words.tabs.said, children: <Said moment={moment} /> },
        ]}
      />
    </div>
  );
}

function Rates({ moment }: { moment: Moment }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { counts } = moment;
  const figure = (value: number) => count(value, chosen);
  return (
    <Figures>
      <Figure
        label={words.published}
        how={words.publishedWhy}
        below={words.ofStaff(figure(counts.published), figure(counts.asked))}
      >
        {percent(counts.published_rate)}
      </Figure>
      <Figure
        label={words.reach}
        how={words.reachWhy}
        below={words.ofPeople(figure(counts.shown), figure(counts.chosen))}
      >
        {percent(counts.reach)}
      </Figure>
      <Figure
        label={words.engagement}
        how={words.engagementWhy}
        below={words.acts(figure(counts.likes), figure(counts.comments))}
      >
        {percent(counts.engagement)}
      </Figure>
      <Figure label={words.started} below={words.by(moment.created_by)}>
        <span className="moments-when">{moment.started_at ? <When at={moment.started_at} /> : "–"}</span>
      </Figure>
    </Figures>
  );
}

function Funnel({ moment }: { moment: Moment }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const steps = stepsOf(moment.counts).map(({ key, share, figure, of }) => ({
    key,
    share,
    label: words.steps[key],
    figure: words.stepOf(count(figure, chosen), count(of, chosen)),
    faint: key === "asked" || key === "published" ? 0.5 : 1,
  }));
  return <Steps steps={steps} />;
}
