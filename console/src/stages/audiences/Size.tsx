import { useQuery } from "@tanstack/react-query";
import { api, given } from "@/api/client";
import { explained } from "@/api/refusals";
import { copy, language, useWords } from "@/lib/language";
import { count, measured, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Count, Info, Meter } from "@/ui/Figures";
import { Skeleton } from "@/ui/State";
import { channelName, purposeName } from "@/widgets/names";
import { type Estimate, useCountNow, useEstimate } from "./audiences.api";
import type { Definition } from "./language/nodes";

const WORDS = copy(
  {
    title: "有多少人",
    people: "人",
    of: (share: string, base: string) => `占你能看到的 ${measured(base, "人")}的 ${share}`,
    reach: "能触达",
    reachHow: "能为营销目的触达：有渠道、没有退订，并且同意过。",
    none: "一个渠道也触达不到",
    consent: "同意",
    consentHow: "表示过同意，并且没有撤回。没表示过的不算。",
    noConsent: "没有人表示过同意",
    channel: "渠道",
    waiting: "补全标黄的地方，就会重新数。",
    counting: "正在重新数",
    refused: "没有数出来",
    few: "不足 30 人：看得到具体的人，比例说明不了什么。",
  },
  {
    title: "How many",
    people: "people",
    of: (share: string, base: string) => `${share} of the ${base} you may see`,
    reach: "Reachable",
    reachHow: "For marketing: there is a channel, no unsubscription, and consent.",
    none: "No channel reaches any of them",
    consent: "Consent",
    consentHow: "Granted and not withdrawn. No answer is no.",
    noConsent: "Nobody granted anything",
    channel: "Channel",
    waiting: "Complete what is marked yellow and it is counted again.",
    counting: "Counting again",
    refused: "This could not be counted",
    few: "Fewer than 30 people: shares say little.",
  },
);

export function useBase() {
  return useQuery({ queryKey: ["people", "count"], queryFn: () => given(api.GET("/api/people/count")) });
}

/** Who can be reached at all, through whichever channel: the estimate knows it only by channel. */
export function useReachable(definition: Definition, enabled: boolean) {
  return useCountNow({ version: 1, where: { kind: "all", of: [definition.where, { kind: "reachable" }] } }, enabled);
}

interface SizeProps {
  definition: Definition;
  /** The definition as it stands cannot be asked yet: the figures are those of the last one that could. */
  waiting: boolean;
  everybody: boolean;
}

/** How many there are, whom each channel reaches, and who granted what; counted while one types. */
export function Size({ definition, waiting, everybody }: SizeProps) {
  const words = useWords(WORDS);
  const estimate = useEstimate(definition, !everybody);
  const base = useBase();
  const people = everybody ? base.data?.people : estimate.data?.people;
  const counting = estimate.isFetching && !everybody;
  const refused = everybody ? null : estimate.error;
  return (
    <Card
      title={words.title}
      extra={<span className="small second">{counting && !waiting ? words.counting : ""}</span>}
    >
      {refused ? (
        <Uncounted error={refused} />
      ) : (
        <People people={people} of={base.data?.people} old={waiting || counting} />
      )}
      {waiting && <p className="small lack">{words.waiting}</p>}
      {!everybody && !refused && estimate.data && <Splits estimate={estimate.data} />}
    </Card>
  );
}

function Uncounted({ error }: { error: Error }) {
  const words = useWords(WORDS);
  return (
    <p className="lack" role="alert">
      {words.refused}：{explained(error, language.use())}
    </p>
  );
}

function People({ people, of, old }: { people: number | undefined; of: number | undefined; old: boolean }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  if (people === undefined) return <Skeleton height={54} />;
  return (
    <div className={old ? "size old" : "size"} aria-live="polite">
      <b data-testid="people">
        <Count value={people} />
      </b>
      <span>{words.people}</span>
      <p className="small second">
        {of ? words.of(percent(people / of), count(of, chosen)) : " "}
        {people > 0 && people < 30 && ` · ${words.few}`}
      </p>
    </div>
  );
}

function Splits({ estimate }: { estimate: Estimate }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const consent = (key: string): string => {
    const [purpose = "", channel = ""] = key.split("/");
    return `${purposeName(purpose, chosen)} · ${channelName(channel, chosen)}`;
  };
  return (
    <>
      <Bars
        title={words.reach}
        how={words.reachHow}
        none={words.none}
        of={estimate.people}
        parts={estimate.reachable}
        name={(channel) => channelName(channel, chosen)}
      />
      <Bars
        title={words.consent}
        how={words.consentHow}
        none={words.noConsent}
        of={estimate.people}
        parts={estimate.consented}
        name={consent}
      />
    </>
  );
}

interface BarsProps {
  title: string;
  how: string;
  none: string;
  of: number;
  parts: Record<string, number>;
  name: (key: string) => string;
}

function Bars({ title, how, none, of, parts, name }: BarsProps) {
  const chosen = language.use();
  const rows = Object.entries(parts).sort(([, a], [, b]) => b - a);
  return (
    <div className="bars">
      <h3>
        {title}
        <Info>{how}</Info>
      </h3>
      {!rows.length && <span className="small second">{none}</span>}
      {rows.map(([key, people]) => (
        <div key={key} className="bar">
          <span className="ellipsis" title={name(key)}>
            {name(key)}
          </span>
          <Meter share={of ? people / of : 0} label={percent(of ? people / of : null)} />
          <span className="number" title={percent(of ? people / of : null)}>
            {count(people, chosen)}
          </span>
        </div>
      ))}
    </div>
  );
}
