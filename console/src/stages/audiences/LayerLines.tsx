import { language, useWords } from "@/lib/language";
import { TRUST_NAMES, trustName } from "@/widgets/names";
import { useLayerings, useSegments } from "./audiences.api";
import { type Option, Pick, PickMany } from "./fields";
import type { InAipl, InLifeCycle, InTier, Trusting, Used } from "./language/nodes";
import { WORDS } from "./line.copy";
import { type LineProps, Turn } from "./Turn";
import { useLexicon } from "./useLexicon";

/** The levels of the brand's own rules, from high to low, and nobody's at the end. */
function useLevels(layering: string, active = false): Option[] {
  const { data: layerings } = useLayerings();
  const lexicon = useLexicon();
  const chosen = language.use();
  const levels = layerings?.find((one) => one.name === layering)?.definition.levels ?? [];
  const shown = levels
    .filter((level) => active || !level.silent)
    .map((level) => ({ value: level.name, label: chosen === "zh" ? level.chinese : level.english, also: level.name }))
    .reverse();
  const whole = layering === "aipl" ? [{ value: "I", label: lexicon.aipl("I") }] : [];
  return [...shown, ...whole, { value: "none", label: lexicon.aipl("none") }];
}

export function AiplLine({ node, not, onChange, onTurn }: LineProps<InAipl>) {
  const words = useWords(WORDS);
  const levels = useLevels("aipl", node.count === "active");
  return (
    <>
      <Turn said={words.aipl} not={not} onTurn={onTurn} />
      <PickMany
        label={words.stages}
        value={node.stages}
        options={levels}
        lacking={!node.stages.length}
        onChange={(stages) => onChange({ ...node, stages })}
      />
      <Pick
        label={words.counting}
        value={node.count ?? "platform"}
        options={Object.entries(words.counts).map(([value, label]) => ({ value, label }))}
        onChange={(count) => onChange({ ...node, count })}
      />
    </>
  );
}

export function TierLine({ node, not, onChange, onTurn }: LineProps<InTier>) {
  const words = useWords(WORDS);
  return (
    <>
      <Turn said={words.tier} not={not} onTurn={onTurn} />
      <PickMany
        label={words.stages}
        value={node.tiers}
        options={useLevels("tier")}
        lacking={!node.tiers.length}
        onChange={(tiers) => onChange({ ...node, tiers })}
      />
    </>
  );
}

export function LifeCycleLine({ node, not, onChange, onTurn }: LineProps<InLifeCycle>) {
  const words = useWords(WORDS);
  return (
    <>
      <Turn said={words.cycle} not={not} onTurn={onTurn} />
      <PickMany
        label={words.stages}
        value={node.stages}
        options={useLevels("life_cycle")}
        lacking={!node.stages.length}
        onChange={(stages) => onChange({ ...node, stages })}
      />
    </>
  );
}

export function TrustLine({ node, not, onChange, onTurn }: LineProps<Trusting>) {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (
    <>
      <Turn said={words.trust} not={not} onTurn={onTurn} />
      <PickMany
        label={words.stages}
        value={node.stages}
        options={TRUST_NAMES.map((name) => ({ value: name, label: trustName(name, chosen) }))}
        lacking={!node.stages.length}
        onChange={(stages) => onChange({ ...node, stages })}
      />
    </>
  );
}

export function SegmentLine({ node, not, onChange, onTurn }: LineProps<Used>) {
  const words = useWords(WORDS);
  const { data: segments } = useSegments();
  const names = [...new Set([...(segments ?? []).map((one) => one.name), node.name].filter(Boolean))];
  return (
    <>
      <Turn said={words.segment} not={not} onTurn={onTurn} />
      <Pick
        search
        label={words.name}
        value={node.name}
        options={[
          ...(node.name ? [] : [{ value: "", label: words.name }]),
          ...names.map((name) => ({ value: name, label: name })),
        ]}
        onChange={(name) => onChange({ ...node, name })}
      />
      {words.inside && <span>{words.inside}</span>}
    </>
  );
}
