import { Segmented } from "antd";
import { useMemo } from "react";
import { language, useWords } from "@/lib/language";
import { count, full, percent } from "@/lib/numbers";
import { Card } from "@/ui/Card";
import { Chart } from "@/ui/Chart";
import { Info } from "@/ui/Figures";
import { useUrl } from "@/widgets/useUrl";
import { cellAt, peopleBefore, sankey, shareOf, toneOf } from "./flows";
import type { Picked } from "./LayeringTab";
import type { Cell, Flow } from "./layers.api";
import { WORDS } from "./layers.copy";

interface FlowProps {
  flow: Flow;
  name: (level: string) => string;
  onPick: (picked: Picked) => void;
}

/** Who went from where to where: as a table to compare, or as a chart to see. */
export function FlowCard({ flow, name, onPick }: FlowProps) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const [url, set] = useUrl<{ view: string }>();
  const drawn = url.view === "sankey";
  const option = useMemo(() => sankey(flow, name, chosen), [flow, name, chosen]);
  const pick = (cell: Cell): void =>
    onPick({
      title: words.leak(name(cell.before), name(cell.after)),
      definition: cell.segment,
      people: cell.people,
    });
  return (
    <Card
      title={
        <>
          {words.flow}
          <Info>{words.flowHow}</Info>
        </>
      }
      extra={
        <Segmented
          size="small"
          aria-label={words.flow}
          value={drawn ? "sankey" : "matrix"}
          onChange={(view) => set({ view: view === "sankey" ? "sankey" : undefined })}
          options={[
            { value: "matrix", label: words.matrix },
            { value: "sankey", label: words.sankey },
          ]}
        />
      }
    >
      {drawn ? (
        <Chart
          option={option}
          height={380}
          label={words.flowLabel}
          onPick={(picked) => {
            const { cell } = picked.data as { cell?: Cell };
            if (cell) pick(cell);
          }}
        />
      ) : (
        <Matrix flow={flow} name={name} onPick={pick} />
      )}
    </Card>
  );
}

function Matrix({ flow, name, onPick }: { flow: Flow; name: (level: string) => string; onPick: (cell: Cell) => void }) {
  const words = useWords(WORDS);
  const chosen = language.use();
  const filled = flow.levels.filter((one) =>
    flow.cells.some((c) => c.people && [c.before, c.after].includes(one.name)),
  );
  const levels = filled.map((level) => level.name);
  return (
    <div className="matrix-box">
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col" className="matrix-corner">
              <span>{words.before(flow.from.slice(5))} ↓</span>
              <span>{words.before(flow.to.slice(5))} →</span>
            </th>
            {levels.map((level) => (
              <th scope="col" key={level}>
                {name(level)}
              </th>
            ))}
            <th scope="col" className="sum">
              {words.all}
            </th>
          </tr>
        </thead>
        <tbody>
          {levels.map((from) => (
            <tr key={from}>
              <th scope="row">{name(from)}</th>
              {levels.map((to) => (
                <Figure key={to} flow={flow} cell={cellAt(flow, from, to)} onPick={onPick} />
              ))}
              <td className="sum">{count(peopleBefore(flow, from), chosen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ flow, cell, onPick }: { flow: Flow; cell: Cell | undefined; onPick: (cell: Cell) => void }) {
  const chosen = language.use();
  if (!cell?.people) return <td className="second">·</td>;
  const share = shareOf(flow, cell);
  const strong = Math.round(Math.min(0.4, 0.06 + (share ?? 0) * 0.34) * 100);
  const tone = { up: "var(--success)", down: "var(--danger)", same: "var(--primary)" }[toneOf(flow, cell)];
  return (
    <td style={{ background: `color-mix(in srgb, ${tone} ${strong}%, transparent)` }}>
      <button type="button" onClick={() => onPick(cell)} title={full(cell.people)}>
        {count(cell.people, chosen)}
        <span className="small">{percent(share)}</span>
      </button>
    </td>
  );
}
