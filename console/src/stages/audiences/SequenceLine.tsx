import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { language, useWords } from "@/lib/language";
import { EventDetails, EventsField, NarrowEvents } from "./EventFields";
import { Gone, Pick } from "./fields";
import { MOST_STEPS, type Sequence, type Step } from "./language/nodes";
import { WORDS } from "./line.copy";
import { DurationField, WindowField } from "./TimeFields";
import { type LineProps, Turn } from "./Turn";

/** 先 加入购物车，3 小时内 再 开始结算，之后 1 天内没有 成交 */
export function SequenceLine({ node, not, onChange, onTurn }: LineProps<Sequence>) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  const when = <WindowField value={node.within} onChange={(within) => onChange({ ...node, within })} />;
  const steps = (next: Step[]): void => onChange({ ...node, steps: next });
  const set = (place: number, step: Step): void => steps(node.steps.map((old, at) => (at === place ? step : old)));
  return (
    <>
      {zh && when}
      <Turn said={words.chain} not={not} onTurn={onTurn} />
      {!zh && when}
      <ol className="steps">
        {node.steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name of their own, only a place
          <li key={place}>
            <StepField
              word={place ? words.next : words.first}
              limited={place > 0}
              step={step}
              onChange={(next) => set(place, next)}
              onGone={node.steps.length > 1 ? () => steps(dropped(node.steps, place)) : undefined}
            />
          </li>
        ))}
        {node.without && (
          <li>
            <StepField
              word={words.without}
              limited
              step={node.without}
              onChange={(without) => onChange({ ...node, without })}
              onGone={() => onChange({ ...node, without: undefined })}
            />
          </li>
        )}
      </ol>
      <span className="phrase detail">
        {node.steps.length < MOST_STEPS && (
          <Button
            size="small"
            type="text"
            icon={<PlusOutlined />}
            className="quiet-button"
            onClick={() => steps([...node.steps, { events: [], within: "1d" }])}
          >
            {words.step}
          </Button>
        )}
        {!node.without && (
          <Button
            size="small"
            type="text"
            icon={<PlusOutlined />}
            className="quiet-button"
            onClick={() => onChange({ ...node, without: { events: [], within: "1d" } })}
          >
            {words.afterwards}
          </Button>
        )}
      </span>
    </>
  );
}

/** The step that becomes the first has none before it, so it takes no time. */
function dropped(steps: readonly Step[], place: number): Step[] {
  const [first, ...rest] = steps.filter((_, at) => at !== place);
  return first ? [{ ...first, within: undefined }, ...rest] : rest;
}

interface StepProps {
  word: string;
  limited: boolean;
  step: Step;
  onChange: (step: Step) => void;
  onGone?: (() => void) | undefined;
}

function StepField({ word, limited, step, onChange, onGone }: StepProps) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  const time = limited && (
    <span className="phrase">
      <Pick
        label={words.limit}
        value={step.within ? "limited" : "unlimited"}
        options={[
          { value: "unlimited", label: words.unlimited },
          { value: "limited", label: words.limit },
        ]}
        onChange={(next) => onChange({ ...step, within: next === "limited" ? "1d" : undefined })}
      />
      {step.within && <DurationField value={step.within} onChange={(within) => onChange({ ...step, within })} />}
      {step.within && words.within && <span>{words.within}</span>}
    </span>
  );
  return (
    <div className="phrase">
      <span className="joint">{word}</span>
      {zh && time}
      <EventsField value={step} onChange={onChange} />
      {!zh && time}
      <NarrowEvents value={step} onChange={onChange} />
      {onGone && <Gone label={words.dropStep} onClick={onGone} />}
      <EventDetails value={step} onChange={onChange} />
    </div>
  );
}
