import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { language, useWords } from "@/lib/language";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { levelName } from "./flows";
import type { Layering } from "./layers.api";
import { RuleLine } from "./RuleLine";
import { fixed, type Level, mayGrow, type pointed, shifted, type Unready, withLine } from "./rules";
import { WORDS } from "./rules.copy";

interface LevelProps {
  layering: Layering;
  level: Level;
  fromTop: number;
  /** Which line's condition is being changed. */
  open: string | undefined;
  onOpen: (at: string | undefined) => void;
  at: string;
  refused: ReturnType<typeof pointed>;
  lacking: Unready["why"] | undefined;
  onChange: ((change: Partial<Level>) => void) | undefined;
  /** Where a brand may have levels of its own. */
  onShift: ((by: 1 | -1) => void) | undefined;
  onRemove: (() => void) | undefined;
  first: boolean;
  last: boolean;
}

/** One level: what it is called, what it means, and the ways to it. */
export function RuleLevel(props: LevelProps) {
  const { layering, level, open, onOpen, at, refused, lacking, onChange } = props;
  const words = useWords(WORDS);
  const put = (change: Partial<Level>): void => onChange?.(change);
  const grow = (): void => {
    put({ lines: [...level.lines, { label: "", where: { kind: "all", of: [] }, standing: false }] });
    onOpen(`${at} ${level.lines.length}`);
  };
  return (
    <Card title={<Heading {...props} />} extra={onChange && <Tools {...props} />}>
      {onChange ? <Names {...props} onChange={onChange} /> : <p className="second small">{level.meaning}</p>}
      {level.silent ? (
        <p className="second">{words.silent}</p>
      ) : (
        <ol className="rule-lines" aria-label={words.lines}>
          {level.lines.map((line, place) => (
            <RuleLine
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, only a place
              key={`${place}/${level.lines.length}`}
              layering={layering}
              line={line}
              open={open === `${at} ${place}`}
              onOpen={onChange && ((wanted) => onOpen(wanted ? `${at} ${place}` : undefined))}
              refused={refused.line === place ? (refused.where ?? "where") : undefined}
              onChange={(change) => put(withLine(level, place, change))}
              onShift={(by) => {
                onOpen(undefined);
                put({ lines: shifted(level.lines, place, by) });
              }}
              onRemove={() => {
                onOpen(undefined);
                put({ lines: level.lines.filter((_, other) => other !== place) });
              }}
              first={place === 0}
              last={place === level.lines.length - 1}
              standing={fixed(layering)}
            />
          ))}
        </ol>
      )}
      {onChange && !level.silent && mayGrow(level) && (
        <Button type="text" size="small" icon={<PlusOutlined />} onClick={grow}>
          {words.addLine}
        </Button>
      )}
      {onChange && lacking && <p className="lack">{words.unready[lacking]}</p>}
    </Card>
  );
}

function Heading({ level, fromTop }: LevelProps) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  return (
    <>
      {levelName(level, zh) || level.name}{" "}
      <span className="rule-place">
        <span className="mono">{level.name}</span> · {words.level(fromTop)}
      </span>
    </>
  );
}

function Tools({ onShift, onRemove, first, last }: LevelProps) {
  const words = useWords(WORDS);
  const tool = { size: "small", type: "text" } as const;
  return (
    <span className="row tight nowrap">
      {onShift && (
        <>
          <Button
            {...tool}
            icon={<ArrowUpOutlined />}
            aria-label={words.up}
            disabled={first}
            onClick={() => onShift(1)}
          />
          <Button
            {...tool}
            icon={<ArrowDownOutlined />}
            aria-label={words.down}
            disabled={last}
            onClick={() => onShift(-1)}
          />
        </>
      )}
      {onRemove && (
        <Button
          {...tool}
          icon={<DeleteOutlined />}
          aria-label={words.removeLevel}
          disabled={first && last}
          onClick={onRemove}
        />
      )}
    </span>
  );
}

function Names({ layering, level, onChange }: LevelProps & { onChange: (change: Partial<Level>) => void }) {
  const words = useWords(WORDS);
  const field = (name: "chinese" | "english" | "meaning", width: number) => (
    <Input
      aria-label={words[name]}
      placeholder={words[name]}
      value={level[name]}
      maxLength={name === "meaning" ? 1000 : 100}
      status={name !== "meaning" && !level[name].trim() ? "warning" : undefined}
      style={{ width }}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  );
  return (
    <div className="row rule-names">
      {field("chinese", 130)}
      {field("english", 170)}
      {!fixed(layering) && (
        <span className="row tight nowrap">
          <Input
            aria-label={words.code}
            placeholder={words.code}
            value={level.name}
            maxLength={30}
            className="mono"
            style={{ width: 120 }}
            onChange={(event) => onChange({ name: event.target.value })}
          />
          <Info>{words.codeHow}</Info>
        </span>
      )}
      <div className="rule-meaning">{field("meaning", 420)}</div>
    </div>
  );
}
