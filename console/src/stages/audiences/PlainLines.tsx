import { useWords } from "@/lib/language";
import { CHANNEL_NAMES, channelName, PURPOSE_NAMES, purposeName } from "@/widgets/names";
import { useTraits } from "@/widgets/traits";
import { ChannelsField } from "./EventFields";
import { Amount, type Option, Pick, PickMany, Say } from "./fields";
import type {
  Bucket,
  Close,
  Consented,
  FirstChannel,
  Frozen,
  Known,
  Reachable,
  Tagged,
  TraitIs,
} from "./language/nodes";
import { WORDS } from "./line.copy";
import { NumberTestField } from "./NumberFields";
import { TestField } from "./TestFields";
import { WindowField } from "./TimeFields";
import { type LineProps, Turn } from "./Turn";
import { useLexicon } from "./useLexicon";
import { useTags } from "./useVocabulary";

export function TraitLine({ node, not, onChange, onTurn }: LineProps<TraitIs>) {
  const words = useWords(WORDS);
  const lexicon = useLexicon();
  const { data: held = [] } = useTraits();
  const options: Option[] = [...new Set([...held.map((one) => one.name), node.name].filter(Boolean))].map((name) => ({
    value: name,
    label: lexicon.trait(name),
    also: name,
  }));
  return (
    <>
      {not && <Turn said={words.holds} not={not} onTurn={onTurn} />}
      <PickMany
        free
        label={words.trait}
        value={node.name ? [node.name] : []}
        options={options}
        lacking={!node.name}
        onChange={(names) => onChange({ ...node, name: names.at(-1) ?? "" })}
      />
      <TestField value={node.test} onChange={(test) => onChange({ ...node, test })} />
    </>
  );
}

export function TagLine({ node, not, onChange, onTurn }: LineProps<Tagged>) {
  const words = useWords(WORDS);
  const tags = useTags();
  return (
    <>
      <Turn said={words.tagged} not={not} onTurn={onTurn} />
      <PickMany
        free
        label={words.tag}
        value={node.tag ? [node.tag] : []}
        options={tags.map((tag) => ({ value: tag, label: tag }))}
        lacking={!node.tag}
        onChange={(names) => onChange({ ...node, tag: names.at(-1) ?? "" })}
      />
      <span className="phrase">
        <span>{words.since}</span>
        <WindowField value={node.within} onChange={(within) => onChange({ ...node, within })} />
      </span>
    </>
  );
}

export function ConsentLine({ node, not, onChange, onTurn }: LineProps<Consented>) {
  const words = useWords(WORDS);
  const lexicon = useLexicon();
  return (
    <>
      <Turn said={words.consent} not={not} onTurn={onTurn} />
      <Pick
        label={words.purpose}
        value={node.purpose}
        options={PURPOSE_NAMES.map((name) => ({ value: name, label: purposeName(name, lexicon.language) }))}
        onChange={(purpose) => onChange({ ...node, purpose })}
      />
      <Pick
        search
        label={words.through}
        value={node.channel ?? "all"}
        options={["all", ...CHANNEL_NAMES].map((name) => ({ value: name, label: channelName(name, lexicon.language) }))}
        onChange={(channel) => onChange({ ...node, channel })}
      />
    </>
  );
}

export function ReachableLine({ node, not, onChange, onTurn }: LineProps<Reachable>) {
  const words = useWords(WORDS);
  const lexicon = useLexicon();
  const channel = (
    <Pick
      search
      label={words.through}
      value={node.channel ?? ""}
      options={[
        { value: "", label: words.any },
        ...CHANNEL_NAMES.map((name) => ({ value: name, label: channelName(name, lexicon.language) })),
      ]}
      onChange={(next) => onChange(next ? { ...node, channel: next } : { kind: "reachable" })}
    />
  );
  return (
    <>
      {lexicon.language === "zh" && channel}
      <Turn said={words.reach} not={not} onTurn={onTurn} />
      {lexicon.language === "en" && channel}
    </>
  );
}

export function KnownLine({ not, onTurn }: LineProps<Known>) {
  const words = useWords(WORDS);
  return <Turn said={words.known} not={not} onTurn={onTurn} />;
}

export function IntimacyLine({ node, not, onChange, onTurn }: LineProps<Close>) {
  const words = useWords(WORDS);
  return (
    <>
      <Turn said={words.intimacy} not={not} onTurn={onTurn} />
      <NumberTestField value={node.test} onChange={(test) => onChange({ ...node, test })} />
      <span>{words.points}</span>
    </>
  );
}

export function FirstChannelLine({ node, not, onChange, onTurn }: LineProps<FirstChannel>) {
  const words = useWords(WORDS);
  return (
    <>
      <Turn said={words.channel} not={not} onTurn={onTurn} />
      <ChannelsField
        none={words.noChannel}
        value={node.channels}
        onChange={(channels) => onChange({ ...node, channels })}
      />
    </>
  );
}

/** Who is in a snapshot does not change, so there is nothing to choose but whether. */
export function FrozenLine({ node, not, onTurn }: LineProps<Frozen>) {
  const words = useWords(WORDS);
  return (
    <>
      <Turn said={words.snapshot} not={not} onTurn={onTurn} />
      <b>{node.label ? `${node.label} #${node.number}` : `#${node.number}`}</b>
      {words.inside && <span>{words.inside}</span>}
    </>
  );
}

export function BucketLine({ node, not, onChange, onTurn }: LineProps<Bucket>) {
  const words = useWords(WORDS);
  return (
    <>
      <Turn said={words.bucket} not={not} onTurn={onTurn} />
      <Say
        label={words.salt}
        value={node.salt}
        lacking={!node.salt.trim()}
        onChange={(salt) => onChange({ ...node, salt })}
      />
      <span>{words.part}</span>
      <Amount
        label={words.part}
        min={0}
        max={100}
        value={(node.from ?? 0) / 100}
        onChange={(from) => onChange({ ...node, from: Math.round(from * 100) })}
      />
      <span>{words.to}</span>
      <Amount
        label={words.to}
        min={0}
        max={100}
        value={node.to / 100}
        onChange={(to) => onChange({ ...node, to: Math.round(to * 100) })}
      />
      <span>{words.percent}</span>
    </>
  );
}
