import { copy, language, useWords } from "@/lib/language";
import { daysBefore } from "@/lib/moments";
import { Amount, Pick, PickMany, Say } from "./fields";
import type { Duration, EventFilter, Window } from "./language/nodes";
import { weekday } from "./language/phrases";

const WORDS = copy(
  {
    unit: "单位",
    size: "多长",
    units: { s: "秒", m: "分钟", h: "小时", d: "天", w: "周" },
    when: "时间",
    modes: { any: "任何时候", last: "近", until: "一段时间前", period: "日期" },
    from: "起",
    to: "到",
    before: "之前",
    ago: "前",
    till: "前到",
    clock: { from: "几点起", to: "到几点" },
    weekdays: "星期几",
  },
  {
    unit: "Unit",
    size: "How long",
    units: { s: "seconds", m: "minutes", h: "hours", d: "days", w: "weeks" },
    when: "When",
    modes: { any: "at any time", last: "in the last", until: "earlier: between", period: "by date" },
    from: "from",
    to: "until",
    before: "(not included)",
    ago: "ago",
    till: "and",
    clock: { from: "From", to: "To" },
    weekdays: "Weekdays",
  },
);

export function DurationField({ value, onChange }: { value: Duration; onChange: (value: Duration) => void }) {
  const words = useWords(WORDS);
  const size = Number.parseInt(value, 10) || 1;
  const unit = value.slice(-1) as "d";
  return (
    <>
      <Amount
        label={words.size}
        value={size}
        min={1}
        max={999_999}
        whole
        onChange={(next) => onChange(`${next}${unit}`)}
      />
      <Pick
        label={words.unit}
        value={unit}
        options={Object.entries(words.units).map(([name, label]) => ({ value: name, label }))}
        onChange={(next) => onChange(`${size}${next}`)}
      />
    </>
  );
}

type Mode = "any" | "last" | "until" | "period";

function modeOf(window: Window | undefined): Mode {
  if (!window) return "any";
  if (!("last" in window)) return "period";
  return window.until ? "until" : "last";
}

const BEGIN: Record<Mode, () => Window | undefined> = {
  any: () => undefined,
  last: () => ({ last: "30d" }),
  until: () => ({ last: "60d", until: "30d" }),
  period: () => ({ from: daysBefore(Date.now(), 30), to: daysBefore(Date.now(), 0) }),
};

/** When something happened: at any time, lately, or between two days. */
export function WindowField({
  value,
  onChange,
}: {
  value: Window | undefined;
  onChange: (value: Window | undefined) => void;
}) {
  const words = useWords(WORDS);
  const mode = modeOf(value);
  const options = (Object.keys(BEGIN) as Mode[]).map((name) => ({ value: name, label: words.modes[name] }));
  return (
    <span className="phrase">
      <Pick label={words.when} value={mode} options={options} onChange={(next) => onChange(BEGIN[next]())} />
      {value && "last" in value && (
        <DurationField value={value.last} onChange={(last) => onChange({ ...value, last })} />
      )}
      {value && "last" in value && value.until && (
        <>
          <span>{words.till}</span>
          <DurationField value={value.until} onChange={(until) => onChange({ ...value, until })} />
          <span>{words.ago}</span>
        </>
      )}
      {value && !("last" in value) && <Period value={value} onChange={onChange} />}
    </span>
  );
}

function Period({ value, onChange }: { value: { from?: string; to?: string }; onChange: (value: Window) => void }) {
  const words = useWords(WORDS);
  return (
    <>
      <DayField label={words.from} value={value.from ?? ""} onChange={(from) => onChange(bounds({ ...value, from }))} />
      <span>{words.to}</span>
      <DayField label={words.to} value={value.to ?? ""} onChange={(to) => onChange(bounds({ ...value, to }))} />
      <span>{words.before}</span>
    </>
  );
}

/** A side that is left empty is open. */
function bounds({ from, to }: { from?: string; to?: string }): Window {
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

/** A day by its picker; a moment with a time, which only a definition written by hand has, stays a text. */
export function DayField(props: { label: string; value: string; onChange: (value: string) => void }) {
  return <Say {...props} type={props.value.length > 10 ? "text" : "date"} lacking={!props.value} />;
}

export function ClockField({
  value,
  onChange,
}: {
  value: NonNullable<EventFilter["at"]>;
  onChange: (value: NonNullable<EventFilter["at"]>) => void;
}) {
  const words = useWords(WORDS);
  return (
    <>
      <Say
        label={words.clock.from}
        type="time"
        value={value.from}
        onChange={(from) => from && onChange({ ...value, from })}
      />
      <span>–</span>
      <Say label={words.clock.to} type="time" value={value.to} onChange={(to) => to && onChange({ ...value, to })} />
    </>
  );
}

export function WeekdaysField({ value, onChange }: { value: number[]; onChange: (value: number[]) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  return (
    <PickMany
      label={words.weekdays}
      value={value.map(String)}
      options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekday(day, chosen) }))}
      onChange={(days) => onChange(days.map(Number).sort())}
    />
  );
}
