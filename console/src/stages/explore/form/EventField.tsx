import { CloseOutlined, FilterOutlined } from "@ant-design/icons";
import { Button, Dropdown, Select } from "antd";
import type { ReactNode } from "react";
import { copy, language, useWords } from "@/lib/language";
import { useEventNames } from "@/widgets/dictionary";
import { CHANNEL_NAMES, channelName } from "@/widgets/names";
import type { EventFilter, PropertyTest } from "../question";
import { COMMON } from "../words";
import { FilterLine } from "./FilterLine";

const WORDS = copy(
  {
    events: "选行为，可以多个",
    narrow: "加条件",
    byProperty: "按字段筛选",
    byChannel: "按渠道筛选",
    channels: "渠道",
    remove: "去掉",
    other: (n: number) => `另有 ${n} 个写在 JSON 里的条件`,
  },
  {
    events: "Choose events",
    narrow: "Narrow down",
    byProperty: "By a property",
    byChannel: "By channel",
    channels: "Channels",
    remove: "Remove",
    other: (n: number) => `${n} more conditions in the JSON`,
  },
);
const SHOWN = new Set(["events", "channels", "where", "label", "measure", "property", "after", "before"]);

interface EventFieldProps {
  badge?: ReactNode;
  value: EventFilter;
  onChange: (value: EventFilter) => void;
  onRemove?: () => void;
  children?: ReactNode;
}

/** Which events: their names, and conditions on their properties and channels. */
export function EventField({ badge, value, onChange, onRemove, children }: EventFieldProps) {
  const words = useWords(WORDS);
  const where = value.where ?? [];
  const test = (at: number, next?: PropertyTest): void =>
    onChange({ ...value, where: where.flatMap((one, place) => (place === at ? (next ?? []) : one)) });
  const other = Object.entries(value).filter(([name, one]) => !SHOWN.has(name) && one).length;
  return (
    <div className="ask-event">
      <div className="row tight nowrap">
        {badge !== undefined && <span className="ask-badge">{badge}</span>}
        <EventSelect value={value.events ?? []} onChange={(events) => onChange({ ...value, events })} />
        <Narrow value={value} onChange={onChange} />
        {onRemove && (
          <Button size="small" type="text" icon={<CloseOutlined />} aria-label={words.remove} onClick={onRemove} />
        )}
      </div>
      {children}
      {where.map((one, at) => (
        <FilterLine
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions are told apart by their order only
          key={at}
          events={value.events ?? []}
          value={one}
          onChange={(next) => test(at, next)}
          onRemove={() => test(at)}
        />
      ))}
      {value.channels && <Channels value={value} onChange={onChange} />}
      {other > 0 && <span className="second small">{words.other(other)}</span>}
    </div>
  );
}

function EventSelect({ value, onChange }: { value: string[]; onChange: (events: string[]) => void }) {
  const words = useWords(WORDS);
  const common = useWords(COMMON);
  const dictionary = useEventNames();
  const known = dictionary.all.map((one) => ({
    value: one.name,
    label: dictionary.name(one.name),
    search: `${one.name} ${one.chinese}`,
  }));
  const extra = value.filter((one) => !dictionary.of(one)).map((one) => ({ value: one, label: one, search: one }));
  return (
    <Select
      mode="multiple"
      size="small"
      aria-label={words.events}
      placeholder={common.anything}
      style={{ flex: 1, minWidth: 0 }}
      popupMatchSelectWidth={260}
      optionFilterProp="search"
      value={value}
      onChange={onChange}
      options={[...extra, ...known]}
    />
  );
}

function Narrow({ value, onChange }: Pick<EventFieldProps, "value" | "onChange">) {
  const words = useWords(WORDS);
  const items = [
    {
      key: "property",
      label: words.byProperty,
      onClick: () =>
        onChange({
          ...value,
          where: [...(value.where ?? []), { property: "", test: { type: "text", op: "is", value: "" } }],
        }),
    },
    {
      key: "channel",
      label: words.byChannel,
      disabled: Boolean(value.channels),
      onClick: () => onChange({ ...value, channels: [] }),
    },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button size="small" type="text" icon={<FilterOutlined />} aria-label={words.narrow} title={words.narrow} />
    </Dropdown>
  );
}

function Channels({ value, onChange }: Pick<EventFieldProps, "value" | "onChange">) {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (
    <div className="ask-filter">
      <span className="small second">{words.channels}</span>
      <Select
        mode="multiple"
        size="small"
        aria-label={words.channels}
        style={{ flex: 1, minWidth: 0 }}
        value={value.channels ?? []}
        onChange={(channels) => onChange({ ...value, channels })}
        options={CHANNEL_NAMES.map((name) => ({ value: name, label: channelName(name, chosen) }))}
        optionFilterProp="label"
      />
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        aria-label={words.remove}
        onClick={() => onChange({ ...value, channels: undefined })}
      />
    </div>
  );
}
