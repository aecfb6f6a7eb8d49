import { language, useWords } from "@/lib/language";
import { exact } from "@/lib/moments";
import { Raw } from "@/ui/Code";
import { channelName } from "@/widgets/names";
import { useOrigins } from "@/widgets/origins";
import { propertyName } from "@/widgets/properties";
import { useSaid } from "@/widgets/useSaid";
import type { Moment } from "./people.api";
import { WORDS } from "./person.copy";

/** One event in the operator's words, and below as it was stored. */
export function MomentDetail({ moment }: { moment: Moment }) {
  const words = useWords(WORDS).timeline;
  const chosen = language.use();
  const origins = useOrigins();
  const say = useSaid();
  const plain = Object.entries(moment.properties).filter(([, value]) => value !== "" && !holdsMore(value));
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{words.when}</dt>
        <dd>{exact(moment.occurred_at)}</dd>
        <dt>{words.arrived}</dt>
        <dd>{exact(moment.received_at)}</dd>
        <dt>{words.channel}</dt>
        <dd>{channelName(moment.channel, chosen)}</dd>
        <dt>{words.source}</dt>
        <dd>{origins(`source:${moment.source}`)}</dd>
        {plain.map(([name, value]) => (
          <Fact key={name} name={propertyName(name, chosen)} value={say(name, value)} />
        ))}
        <dt>{words.identity}</dt>
        <dd className="mono">{moment.identity}</dd>
        <dt>{words.message}</dt>
        <dd className="mono">{moment.message_id}</dd>
      </dl>
      <h3>{words.raw}</h3>
      <Raw value={moment} />
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** Lines of an order and the like are read in the event itself. */
function holdsMore(value: unknown): boolean {
  return typeof value === "object" && !(Array.isArray(value) && value.every((one) => typeof one !== "object"));
}
