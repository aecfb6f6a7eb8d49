import { AutoComplete, Select } from "antd";
import { copy, language, useWords } from "@/lib/language";
import { traitName } from "@/widgets/names";
import { type Ask, type Breakdown, filtersOf, type Kind } from "../question";
import { PropertySelect } from "./FilterLine";
import { Field, Whole } from "./fields";
import { SegmentsField } from "./WhomField";

const WORDS = copy(
  {
    label: "按什么分组",
    none: "不分组",
    channel: "渠道",
    property: "行为的字段",
    trait: "客户的属性",
    segments: "人群",
    whichProperty: "选一个字段",
    whichTrait: "属性名，如 city",
    top: "最多几组",
  },
  {
    label: "Group by",
    none: "No groups",
    channel: "Channel",
    property: "A property of the event",
    trait: "A trait of the person",
    segments: "Segments",
    whichProperty: "Choose a property",
    whichTrait: "Trait, such as city",
    top: "At most",
  },
);

/** Groups by what happened (channel, property) are not there for questions about days and visits. */
const OF_PEOPLE_ONLY: ReadonlySet<Kind> = new Set(["paths", "stickiness", "life_cycle"]);
const TRAITS = ["city", "home_store", "owner", "gender"];
const BEGINNINGS: Record<Breakdown["by"], Breakdown> = {
  channel: { by: "channel", top: 6 },
  property: { by: "property", property: "", top: 6 },
  trait: { by: "trait", trait: "city", top: 6 },
  segments: { by: "segments", segments: [] },
};

/** Into which groups an answer is split. */
export function BreakdownField({ ask, onChange }: { ask: Ask; onChange: (breakdown: Breakdown | undefined) => void }) {
  const words = useWords(WORDS);
  const value = ask.breakdown ?? undefined;
  const ways: Breakdown["by"][] = OF_PEOPLE_ONLY.has(ask.kind)
    ? ["trait", "segments"]
    : ["channel", "property", "trait", "segments"];
  return (
    <>
      <Field label={words.label}>
        <Select
          size="small"
          aria-label={words.label}
          style={{ width: 150 }}
          value={value?.by ?? ""}
          onChange={(by) => onChange(by ? BEGINNINGS[by as Breakdown["by"]] : undefined)}
          options={[{ value: "", label: words.none }, ...ways.map((by) => ({ value: by, label: words[by] }))]}
        />
      </Field>
      {value && value.by !== "channel" && <Which ask={ask} value={value} onChange={onChange} />}
      {value && value.by !== "segments" && (
        <Field label={words.top}>
          <Whole
            label={words.top}
            min={1}
            max={20}
            value={value.top ?? 10}
            onChange={(top) => onChange({ ...value, top: top ?? 10 })}
          />
        </Field>
      )}
    </>
  );
}

interface WhichProps {
  ask: Ask;
  value: Exclude<Breakdown, { by: "channel" }>;
  onChange: (breakdown: Breakdown) => void;
}

function Which({ ask, value, onChange }: WhichProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  if (value.by === "segments")
    return <SegmentsField value={value.segments} onChange={(segments) => onChange({ ...value, segments })} />;
  if (value.by === "property") {
    const events = filtersOf(ask).flatMap((one) => one.events ?? []);
    return (
      <PropertySelect
        events={events}
        value={value.property}
        label={words.whichProperty}
        onChange={(property) => onChange({ ...value, property })}
      />
    );
  }
  return (
    <AutoComplete
      size="small"
      aria-label={words.trait}
      placeholder={words.whichTrait}
      style={{ width: "100%" }}
      defaultValue={value.trait}
      onSelect={(trait: string) => onChange({ ...value, trait })}
      onBlur={(event) => {
        const trait = (event.target as HTMLInputElement).value?.trim();
        if (trait && trait !== value.trait) onChange({ ...value, trait });
      }}
      options={TRAITS.map((name) => ({ value: name, label: `${traitName(name, chosen)}  ${name}` }))}
    />
  );
}
