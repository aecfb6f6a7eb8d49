import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Chip } from "@/ui/Chip";
import { Code } from "@/ui/Code";
import { metricWords } from "@/widgets/metricWords";
import type { CellOf } from "@/widgets/useCells";
import { Counted } from "./Counted";
import { Fact } from "./Fact";
import { type Entry, type Metric, type Unit, valueIn } from "./metrics";
import { METRICS } from "./metrics.copy";

/** How the platform counts the same thing, and where it differs. */
export function MetricOfficial({ metric }: { metric: Metric }) {
  const words = useWords(METRICS);
  const { official } = metric;
  const said = metricWords(metric, language.use());
  return (
    <Card title={words.officialTitle}>
      {official ? (
        <dl className="facts second">
          <Fact name={words.officialName}>{said.official}</Fact>
          <Fact name={words.source}>
            <span className="mono">{official.source}</span>
          </Fact>
          <Fact name={words.difference}>{said.difference}</Fact>
        </dl>
      ) : (
        <p className="second">{words.noOfficial}</p>
      )}
    </Card>
  );
}

interface Now {
  numerator: number;
  denominator: number | null;
  cells: Record<string, CellOf>;
}

/** What is counted over what, with the figures that made the value. */
export function MetricDefinition({ entry, now }: { entry: Entry; now: Now | undefined }) {
  const words = useWords(METRICS);
  const chosen = language.use();
  const { metric } = entry;
  const said = metricWords(metric, chosen);
  const told = (measure: Metric["numerator"]): string => saidOf(measure, words);
  const figure = (value: number | null | undefined, measure: Metric["numerator"]): string =>
    valueIn(value ?? null, unitOf(measure), chosen);
  return (
    <Card title={words.definition} extra={<Chip tone="quiet">{entry.built_in ? words.shipped : words.own}</Chip>}>
      <dl className="facts">
        <Fact name={words.numerator}>
          {told(metric.numerator)}
          {now && metric.denominator && (
            <b>
              {" "}
              <Counted cell={now.cells.numerator} people={now.numerator} title={told(metric.numerator)}>
                {figure(now.numerator, metric.numerator)}
              </Counted>
            </b>
          )}
        </Fact>
        {metric.minus && <Fact name={words.minus}>{told(metric.minus)}</Fact>}
        {metric.denominator && (
          <Fact name={words.denominator}>
            {told(metric.denominator)}{" "}
            {now && (
              <b>
                <Counted cell={now.cells.denominator} people={now.denominator} title={told(metric.denominator)}>
                  {figure(now.denominator, metric.denominator)}
                </Counted>
              </b>
            )}
          </Fact>
        )}
        {said.window && <Fact name={words.window}>{said.window}</Fact>}
        <Fact name={words.unit}>{words.units[metric.unit]}</Fact>
        <Fact name={words.zone}>{words.beijing}</Fact>
        <Fact name={words.owner}>{metric.owner || <span className="second">{words.nobody}</span>}</Fact>
        <Fact name={words.version}>{entry.version}</Fact>
        {said.note && <Fact name={words.note}>{said.note}</Fact>}
      </dl>
      <details style={{ marginTop: 12 }}>
        <summary className="small second">{words.raw}</summary>
        <Code
          text={JSON.stringify(
            { numerator: metric.numerator, minus: metric.minus, denominator: metric.denominator },
            null,
            1,
          )}
        />
      </details>
    </Card>
  );
}

type Said = { measure: Record<string, string>; orders: Record<string, string> };

function saidOf(measure: Metric["numerator"], words: Said): string {
  if (measure.of === "orders") return `${words.measure.orders} · ${words.orders[measure.measure]}`;
  return measure.of === "times"
    ? `${words.measure.times} · ${measure.events.join(", ")}`
    : (words.measure.people ?? "");
}

function unitOf(measure: Metric["numerator"]): Unit {
  if (measure.of === "orders") return ORDERS[measure.measure];
  return measure.of === "times" ? "times" : "people";
}

const ORDERS = { count: "times", net_fen: "fen", buyers: "people" } as const;
