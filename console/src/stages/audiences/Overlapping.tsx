import { Select } from "antd";
import { useState } from "react";
import { copy, language, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import { Answer } from "@/widgets/Answer";
import { useOverlap, useSegments } from "./audiences.api";
import type { Definition } from "./language/nodes";

const WORDS = copy(
  {
    how: "两个人群重叠多少：决定要不要先排除，免得同一个人收到两次。",
    pick: "选另一个人群",
    none: "还没有别的人群可比。",
    only: "只在这里",
    both: "两边都在",
    other: "只在对方",
    said: (both: string, share: string, other: string) => `${both} 人同时在“${other}”里，是这个人群的 ${share}。`,
    label: "重叠",
    waiting: "补全标黄的条件后再比。",
  },
  {
    how: "How far two segments overlap: exclude one first, so that nobody hears from you twice.",
    pick: "Choose another segment",
    none: "There is no other segment yet.",
    only: "Only here",
    both: "In both",
    other: "Only there",
    said: (both: string, share: string, other: string) =>
      `${both} people are in “${other}” too, ${share} of this segment.`,
    label: "Overlap",
    waiting: "Complete the conditions marked yellow first.",
  },
);

interface OverlapProps {
  definition: Definition;
  name: string | undefined;
  waiting: boolean;
}

export function Overlapping({ definition, name, waiting }: OverlapProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const { data: segments } = useSegments();
  const [other, setOther] = useState<string>();
  const others = (segments ?? []).filter((one) => one.name !== name);
  const query = useOverlap(
    definition,
    other ? { version: 1, where: { kind: "segment", name: other } } : undefined,
    !waiting,
  );
  if (segments && !others.length) return <p className="second">{words.none}</p>;
  return (
    <div className="stack">
      <p className="small second">{words.how}</p>
      <Select
        showSearch
        allowClear
        style={{ maxWidth: 420 }}
        placeholder={words.pick}
        aria-label={words.pick}
        value={other}
        onChange={setOther}
        options={others.map((one) => ({ value: one.name, label: one.name }))}
      />
      {other && waiting && <p className="small lack">{words.waiting}</p>}
      {other && !waiting && (
        <Answer query={query} loading={92}>
          {(data) => (
            <div className="stack tight">
              <p>{words.said(count(data.both, chosen), percent(data.one ? data.both / data.one : null), other)}</p>
              <Drawn one={data.one} both={data.both} other={data.other} />
            </div>
          )}
        </Answer>
      )}
    </div>
  );
}

/** Both segments on one line: what only one has, what both have. */
function Drawn({ one, both, other }: { one: number; both: number; other: number }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const parts = [
    { name: words.only, people: one - both, color: "var(--primary)", opacity: 0.45 },
    { name: words.both, people: both, color: "var(--primary)", opacity: 1 },
    { name: words.other, people: other - both, color: "var(--second)", opacity: 0.45 },
  ];
  return (
    <>
      <div className="overlap" role="img" aria-label={words.label}>
        {parts.map((part) => (
          <i key={part.name} style={{ flexGrow: part.people, background: part.color, opacity: part.opacity }} />
        ))}
      </div>
      <div className="row small">
        {parts.map((part) => (
          <span key={part.name} className="row tight">
            <i className="swatch" style={{ background: part.color, opacity: part.opacity }} />
            {part.name} {count(part.people, chosen)}
          </span>
        ))}
      </div>
    </>
  );
}
