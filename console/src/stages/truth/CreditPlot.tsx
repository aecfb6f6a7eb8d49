import { language, useWords } from "@/lib/language";
import { yuanShort } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { type Dimension, given, type Line, largest, lineName, type Measure, MODELS, type Model } from "./credit";
import { CREDIT, PLOT } from "./credit.copy";
import { decimal } from "./told";

const WIDTH = 1120;
const NAME = 140;
const ROW = 30;
const MOST = 12;
const SHOWN: readonly Model[] = ["first", "last", "markov"];

interface PlotProps {
  lines: Line[];
  by: Dimension;
  measure: Measure;
}

/** How far the models disagree about each: a bar from the least to the most that any of them gives it. */
export function CreditPlot(props: PlotProps) {
  const plot = useWords(PLOT);
  return (
    <Card
      title={
        <>
          {plot.title}
          <Info>{plot.how}</Info>
        </>
      }
      extra={<CreditLegend causal={props.measure === "conversions" && props.lines.some((line) => line.caused)} />}
    >
      <CreditBars {...props} />
    </Card>
  );
}

interface BarsProps extends PlotProps {
  most?: number;
  /** Where less room is, fewer units make the text as large as elsewhere. */
  width?: number;
}

/** The bars alone, the one with the most credit first. */
export function CreditBars({ lines, by, measure, most: shownMost = MOST, width = WIDTH }: BarsProps) {
  const words = useWords(CREDIT);
  const plot = useWords(PLOT);
  const chosen = language.use();
  const shown = lines
    .toSorted((a, b) => (given(b, "markov", measure) ?? 0) - (given(a, "markov", measure) ?? 0))
    .slice(0, shownMost);
  const caused = measure === "conversions" ? shown.map((line) => line.caused?.high ?? 0) : [];
  const most = Math.max(1e-9, largest(shown, MODELS, measure), ...caused);
  const at = (value: number): number => NAME + (Math.max(0, value) / most) * (width - NAME - 70);
  const write = (value: number): string =>
    measure === "conversions" ? decimal(value) : yuanShort(Math.round(value), chosen);
  return (
    <svg className="plot" viewBox={`0 0 ${width} ${shown.length * ROW + 4}`} role="img" aria-label={plot.title}>
      {shown.map((line, row) => (
        <Row
          key={line.value}
          name={lineName(line, by, chosen)}
          line={line}
          measure={measure}
          y={row * ROW + ROW / 2}
          width={width}
          at={at}
          write={write}
          title={SHOWN.map((model) => `${words.models[model]} ${write(given(line, model, measure) ?? 0)}`).join(" · ")}
        />
      ))}
    </svg>
  );
}

interface RowProps {
  name: string;
  line: Line;
  measure: Measure;
  y: number;
  width: number;
  at: (value: number) => number;
  write: (value: number) => string;
  title: string;
}

function Row({ name, line, measure, y, width, at, write, title }: RowProps) {
  const values = MODELS.map((model) => given(line, model, measure) ?? 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const markov = given(line, "markov", measure) ?? 0;
  const caused = measure === "conversions" ? line.caused : null;
  return (
    <g>
      <title>{title}</title>
      <line x1={NAME} x2={width} y1={y + ROW / 2} y2={y + ROW / 2} className="rule" />
      <text x={0} y={y + 4}>
        {shortened(name)}
      </text>
      <line x1={at(low)} x2={at(high)} y1={y} y2={y} className="reach" />
      <circle cx={at(given(line, "first", measure) ?? 0)} cy={y} r={4.5} className="first" />
      <circle cx={at(given(line, "last", measure) ?? 0)} cy={y} r={4.5} className="last" />
      <circle cx={at(markov)} cy={y} r={5.5} className="markov" />
      <text x={at(high) + 12} y={y + 4} className="figure">
        {write(markov)}
      </text>
      {caused && (
        <>
          <line x1={at(caused.low)} x2={at(caused.high)} y1={y + 9} y2={y + 9} className="caused" />
          <path d={diamond(at(caused.conversions), y + 9)} className="caused" />
        </>
      )}
    </g>
  );
}

function diamond(x: number, y: number): string {
  return `M${x - 5} ${y}L${x} ${y - 5}L${x + 5} ${y}L${x} ${y + 5}Z`;
}

/** What the marks of the plot stand for. */
export function CreditLegend({ causal }: { causal: boolean }) {
  const words = useWords(CREDIT);
  return (
    <span className="row plot-legend">
      {SHOWN.map((model) => (
        <span key={model} className="row tight">
          <i className={model} />
          {words.models[model]}
        </span>
      ))}
      {causal && (
        <span className="row tight">
          <i className="caused" />
          {words.causal}
        </span>
      )}
    </span>
  );
}

/** A name that fits beside the plot: ten Chinese characters, or twice as many Latin ones. */
export function shortened(name: string): string {
  let room = 20;
  const kept = [...name].filter((sign) => {
    room -= sign.charCodeAt(0) > 255 ? 2 : 1;
    return room >= 0;
  });
  return kept.length < [...name].length ? `${kept.slice(0, -1).join("")}…` : name;
}
