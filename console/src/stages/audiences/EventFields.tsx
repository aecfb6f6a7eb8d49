import { PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { copy, language, useWords } from "@/lib/language";
import { useDictionary } from "@/widgets/dictionary";
import { CHANNEL_NAMES, channelName } from "@/widgets/names";
import { propertyName } from "@/widgets/properties";
import { Gone, type Option, type Options, PickMany } from "./fields";
import { roleOfEvents } from "./language/events";
import type { Call, EventFilter, PropertyTest, Role } from "./language/nodes";
import { TestField } from "./TestFields";
import { ClockField, WeekdaysField } from "./TimeFields";
import { useEventProperties } from "./useVocabulary";

const WORDS = copy(
  {
    which: "选择行为",
    any: "任何行为",
    roles: "按它说明的阶段",
    calls: "按送来的方式",
    call: { track: "行为事件", page: "网页浏览", screen: "APP 或小程序页面浏览" },
    property: "选择属性",
    whose: "其中",
    channels: "渠道为",
    channel: "选择渠道",
    none: "未说明渠道",
    at: "在每天",
    on: "在",
    drop: "去掉",
    narrow: "再限定",
    more: { where: "属性", channels: "渠道", at: "一天中的时间", weekdays: "星期几" },
  },
  {
    which: "Choose events",
    any: "anything",
    roles: "By the stage they prove",
    calls: "By how they were sent",
    call: { track: "tracked events", page: "web page views", screen: "app screen views" },
    property: "Choose a property",
    whose: "where",
    channels: "on",
    channel: "Choose channels",
    none: "no channel",
    at: "daily",
    on: "on",
    drop: "Remove",
    narrow: "Narrow down",
    more: { where: "Property", channels: "Channel", at: "Time of day", weekdays: "Weekday" },
  },
);

const ROLES: Role[] = ["A", "I1", "I2", "P", "L"];
const CALLS: Call[] = ["page", "screen", "track"];

interface FilterProps<T extends EventFilter> {
  value: T;
  onChange: (value: T) => void;
}

/** Which events: by name, by the stage that they prove, or by how they were sent. */
export function EventsField<T extends EventFilter>({ value, onChange }: FilterProps<T>) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { data: dictionary } = useDictionary();
  const named = (dictionary ?? []).map((one) => ({
    value: one.name,
    label: chosen === "zh" ? one.chinese : one.name,
    also: `${one.name} ${one.chinese}`,
  }));
  const byChinese = new Map((dictionary ?? []).map((one) => [one.chinese, one.name]));
  const options: Options = [
    { label: words.which, options: named },
    {
      label: words.roles,
      options: ROLES.map((role) => ({ value: `role:${role}`, label: roleOfEvents(role, chosen) })),
    },
    { label: words.calls, options: CALLS.map((call) => ({ value: `call:${call}`, label: words.call[call] })) },
  ];
  const shown = [
    ...(value.events ?? []).map((name) => byChinese.get(name) ?? name),
    ...(value.roles ?? []).map((role) => `role:${role}`),
    ...(value.calls ?? []).map((call) => `call:${call}`),
  ];
  const anything = !value.events && !value.roles && !value.calls;
  return (
    <PickMany
      free
      label={anything ? words.any : words.which}
      value={shown}
      options={options}
      lacking={!anything && !shown.length}
      onChange={(next) => onChange({ ...value, ...chosenEvents(next) })}
    />
  );
}

/** This will part what was chosen into names, stages and ways of sending. */
export function chosenEvents(values: readonly string[]): Parted {
  const of = (prefix: string): string[] =>
    values.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));
  const [roles, calls] = [of("role:") as Role[], of("call:") as Call[]];
  const events = values.filter((one) => !one.startsWith("role:") && !one.startsWith("call:"));
  return {
    events: events.length || (!roles.length && !calls.length) ? events : undefined,
    roles: roles.length ? roles : undefined,
    calls: calls.length ? calls : undefined,
  };
}
type Parted = { events: string[] | undefined; roles: Role[] | undefined; calls: Call[] | undefined };

/** What narrows the events down, each on a line of its own below. */
export function EventDetails<T extends EventFilter>({ value, onChange }: FilterProps<T>) {
  const words = useWords(WORDS);
  const drop = (field: keyof EventFilter) => (
    <Gone label={words.drop} onClick={() => onChange({ ...value, [field]: undefined })} />
  );
  const where = value.where ?? [];
  const tests = (next: PropertyTest[]): void => onChange({ ...value, where: next.length ? next : undefined });
  return (
    <>
      {where.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tests of properties have no name of their own, only a place
        <span className="phrase detail" key={place}>
          <span>{words.whose}</span>
          <PropertyField
            events={value.events}
            value={one.property}
            onChange={(property) => tests(where.map((old, at) => (at === place ? { ...old, property } : old)))}
          />
          <TestField
            value={one.test}
            onChange={(test) => tests(where.map((old, at) => (at === place ? { ...old, test } : old)))}
            onGone={() => tests(where.filter((_, at) => at !== place))}
          />
        </span>
      ))}
      {value.channels && (
        <span className="phrase detail">
          <span>{words.channels}</span>
          <ChannelsField value={value.channels} onChange={(channels) => onChange({ ...value, channels })} />
          {drop("channels")}
        </span>
      )}
      {value.at && (
        <span className="phrase detail">
          <span>{words.at}</span>
          <ClockField value={value.at} onChange={(at) => onChange({ ...value, at })} />
          {drop("at")}
        </span>
      )}
      {value.weekdays && (
        <span className="phrase detail">
          <span>{words.on}</span>
          <WeekdaysField value={value.weekdays} onChange={(weekdays) => onChange({ ...value, weekdays })} />
          {drop("weekdays")}
        </span>
      )}
    </>
  );
}

export function PropertyField({
  events,
  value,
  onChange,
}: {
  events: string[] | undefined;
  value: string;
  onChange: (value: string) => void;
}) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const known = useEventProperties(events);
  const options: Option[] = [...new Set([...known, value].filter(Boolean))].map((name) => ({
    value: name,
    label: propertyName(name, chosen),
  }));
  return (
    <PickMany
      free
      label={words.property}
      value={value ? [value] : []}
      options={options}
      lacking={!value}
      // one at a time: what was chosen last is the property
      onChange={(names) => onChange(names.at(-1) ?? "")}
    />
  );
}

interface ChannelsProps {
  value: string[];
  onChange: (value: string[]) => void;
  /** What the empty name means here. */
  none?: string;
}

export function ChannelsField({ value, onChange, none }: ChannelsProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const NONE = "-";
  return (
    <PickMany
      free
      label={words.channel}
      value={value.map((name) => name || NONE)}
      options={[
        ...CHANNEL_NAMES.map((name) => ({ value: name, label: channelName(name, chosen), also: name })),
        { value: NONE, label: none ?? words.none },
      ]}
      lacking={!value.length}
      onChange={(names) => onChange(names.map((name) => (name === NONE ? "" : name)))}
    />
  );
}

const BEGIN: Record<"where" | "channels" | "at" | "weekdays", (value: EventFilter) => Partial<EventFilter>> = {
  where: (value) => ({
    where: [...(value.where ?? []), { property: "", test: { type: "text", op: "is", value: "" } }],
  }),
  channels: () => ({ channels: [] }),
  at: () => ({ at: { from: "20:00", to: "23:00" } }),
  weekdays: () => ({ weekdays: [6, 7] }),
};

/** Adds something that narrows the events down. */
export function NarrowEvents<T extends EventFilter>({ value, onChange }: FilterProps<T>) {
  const words = useWords(WORDS);
  const items = (Object.keys(BEGIN) as (keyof typeof BEGIN)[])
    .filter((name) => name === "where" || !value[name])
    .map((name) => ({
      key: name,
      label: words.more[name],
      onClick: () => onChange({ ...value, ...BEGIN[name](value) }),
    }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button size="small" type="text" icon={<PlusOutlined />} className="quiet-button">
        {words.narrow}
      </Button>
    </Dropdown>
  );
}
