import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Select } from "antd";
import { useWords } from "@/lib/language";
import { type Ask, type Granularity, MEASURES_A_PROPERTY, type Measure, type Series } from "../question";
import { EventField } from "./EventField";
import { PropertySelect } from "./FilterLine";
import { Choice, Field, Part } from "./fields";
import { FORM } from "./form.words";
import { replaced } from "./lists";

const MEASURES: Measure[] = ["people", "events", "per_person", "sum", "average", "sum_per_person"];
const GRAINS: Granularity[] = ["hour", "day", "week", "month"];

interface FormProps {
  ask: Ask<"trends">;
  onChange: (ask: Ask<"trends">) => void;
}

export function TrendsForm({ ask, onChange }: FormProps) {
  const words = useWords(FORM);
  const put = (at: number, next?: Series): void => onChange({ ...ask, series: replaced(ask.series, at, next) });
  return (
    <Part title={words.series}>
      {ask.series.map((one, at) => (
        <EventField
          // biome-ignore lint/suspicious/noArrayIndexKey: series are told apart by their order only
          key={at}
          badge={String.fromCharCode(65 + at)}
          value={one}
          onChange={(next) => put(at, next as Series)}
          onRemove={ask.series.length > 1 ? () => put(at) : undefined}
        >
          <MeasureLine value={one} onChange={(next) => put(at, next)} />
        </EventField>
      ))}
      {ask.series.length < 8 && (
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() => onChange({ ...ask, series: [...ask.series, { events: [], measure: "people" }] })}
        >
          {words.addSeries}
        </Button>
      )}
      <Field label={words.granularity}>
        <Choice
          label={words.granularity}
          value={ask.granularity ?? "day"}
          onChange={(granularity) => onChange({ ...ask, granularity })}
          options={GRAINS.map((one) => [one, words.grain[one] ?? one])}
        />
      </Field>
      <div className="row">
        <Checkbox checked={ask.compare ?? false} onChange={(e) => onChange({ ...ask, compare: e.target.checked })}>
          {words.compare}
        </Checkbox>
        <Checkbox
          checked={ask.cumulative ?? false}
          onChange={(e) => onChange({ ...ask, cumulative: e.target.checked })}
        >
          {words.cumulative}
        </Checkbox>
      </div>
    </Part>
  );
}

function MeasureLine({ value, onChange }: { value: Series; onChange: (value: Series) => void }) {
  const words = useWords(FORM);
  const measure = value.measure ?? "events";
  const sums = MEASURES_A_PROPERTY.has(measure);
  return (
    <div className="ask-filter">
      <Select<Measure>
        size="small"
        aria-label={words.measure}
        style={{ width: 112 }}
        value={measure}
        onChange={(next) =>
          onChange({
            ...value,
            measure: next,
            property: MEASURES_A_PROPERTY.has(next) ? (value.property ?? "") : undefined,
          })
        }
        options={MEASURES.map((one) => ({ value: one, label: words.measures[one] }))}
      />
      {sums && (
        <PropertySelect
          numbers
          events={value.events ?? []}
          value={value.property ?? ""}
          label={words.measured}
          onChange={(property) => onChange({ ...value, property })}
        />
      )}
    </div>
  );
}
