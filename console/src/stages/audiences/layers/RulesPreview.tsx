import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Segmented } from "antd";
import { Refused } from "@/api/client";
import { explained } from "@/api/refusals";
import { language, useWords } from "@/lib/language";
import { count, full } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Info } from "@/ui/Figures";
import { Skeleton } from "@/ui/State";
import { levelName } from "./flows";
import type { Counting, Layering } from "./layers.api";
import { WORDS as LAYERS } from "./layers.copy";
import { fixed, type Rules, type Unready } from "./rules";
import type { Preview } from "./rules.api";
import { WORDS } from "./rules.copy";

interface PreviewProps {
  layering: Layering;
  rules: Rules;
  changed: boolean;
  lack: Unready | null;
  preview: UseQueryResult<Preview>;
  count: Counting;
  onCount: (count: Counting) => void;
}

/** What the rules would do before they are saved: who would change levels, and how large each would be. */
export function RulesPreview({ layering, rules, changed, lack, preview, count: counting, onCount }: PreviewProps) {
  const words = useWords(WORDS);
  const layers = useWords(LAYERS);
  return (
    <Card
      title={
        <>
          {words.preview}
          <Info>{words.previewHow}</Info>
        </>
      }
      extra={<span className="small second">{preview.isFetching ? words.counting : ""}</span>}
    >
      <div className="stack" aria-live="polite">
        {fixed(layering) && (
          <Segmented
            block
            size="small"
            aria-label={layers.counting}
            value={counting}
            onChange={onCount}
            options={(["platform", "active"] as const).map((value) => ({ value, label: layers.counts[value] }))}
          />
        )}
        <Told rules={rules} changed={changed} lack={lack} preview={preview} />
      </div>
    </Card>
  );
}

function Told({ rules, changed, lack, preview }: Pick<PreviewProps, "rules" | "changed" | "lack" | "preview">) {
  const words = useWords(WORDS);
  const zh = language.use() === "zh";
  if (lack) {
    const level = rules.levels[lack.level];
    const name = level ? levelName(level, zh) || level.name : "";
    return (
      <p className="lack">
        {words.unreadyAt(name, words.unready[lack.why])} {words.waiting}
      </p>
    );
  }
  if (!changed) return <p className="second">{words.previewSame}</p>;
  if (preview.error) return <NotUsable error={preview.error} />;
  if (!preview.data) return <Skeleton height={180} />;
  return <Moves preview={preview.data} old={preview.isFetching} />;
}

/** Why these rules cannot be used; where a segment stands in the way, the way there. */
export function NotUsable({ error }: { error: Error }) {
  const words = useWords(WORDS);
  const used = error instanceof Refused && error.code === "LayeringUsed" ? String(error.facts.segment) : undefined;
  return (
    <Alert
      type="error"
      showIcon
      title={words.refused}
      description={
        <>
          {explained(error, language.use())}{" "}
          {used && (
            <Link to="/segments/$name" params={{ name: used }}>
              {words.segment(used)}
            </Link>
          )}
        </>
      }
    />
  );
}

const MOST = 6;

function Moves({ preview, old }: { preview: Preview; old: boolean }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const zh = chosen === "zh";
  const nameOf = (name: string): string => {
    const level = preview.levels.find((one) => one.name === name);
    return level ? levelName(level, zh) : words.rest;
  };
  return (
    <div className={old ? "stack old" : "stack"}>
      <b>{preview.people ? words.previewMoved(count(preview.people, chosen)) : words.previewNobody}</b>
      <ul className="rule-sizes">
        <li className="rule-sizes-head">
          <span>{words.levelHead}</span>
          <span className="number">{words.now}</span>
          <span className="number">{words.after}</span>
        </li>
        {[...preview.levels, preview.rest].map((level) => (
          <li key={level.name}>
            <span>{nameOf(level.name)}</span>
            <span className="number second">{count(level.before, chosen)}</span>
            <span className="number">{count(level.after, chosen)}</span>
            <span className="number second">{signed(level.after - level.before)}</span>
          </li>
        ))}
      </ul>
      {preview.moved.length > 0 && (
        <ul className="stack tight small" aria-label={words.moves}>
          {preview.moved.slice(0, MOST).map((move) => (
            <li key={`${move.before} ${move.after}`} className="row between">
              <span>{words.move(nameOf(move.before), nameOf(move.after))}</span>
              <b>{count(move.people, chosen)}</b>
            </li>
          ))}
          {preview.moved.length > MOST && <li className="second">{words.more(preview.moved.length - MOST)}</li>}
        </ul>
      )}
    </div>
  );
}

function signed(by: number): string {
  if (!by) return "";
  return `${by > 0 ? "+" : "−"}${full(Math.abs(by))}`;
}
