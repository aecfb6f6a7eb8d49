import { type KeyboardEvent, useRef } from "react";
import { copy, useWords } from "@/lib/language";
import { count, percent } from "@/lib/numbers";
import type { Ask } from "../question";
import { stepName, took, type Way } from "./funnel";
import type { ViewProps } from "./kind";
import { useNaming } from "./naming";
import { useWidth } from "./useWidth";

const WORDS = copy(
  {
    label: "漏斗：每一步还有多少",
    left: (name: string, n: string, share: string) => `到“${name}”之前离开 ${n}（${share}）`,
    came: (name: string, n: string) => `到达“${name}”${n}`,
    took: (time: string) => `中位 ${time}`,
  },
  {
    label: "Funnel: how many are still there at each step",
    left: (name: string, n: string, share: string) => `${n} left before ${name} (${share})`,
    came: (name: string, n: string) => `${n} reached ${name}`,
    took: (time: string) => `median ${time}`,
  },
);
const TOP = 30;
const BOTTOM = 58;

interface BarsProps extends Pick<ViewProps<"funnel">, "open"> {
  ask: Ask<"funnel">;
  way: Way;
  height?: number;
}

/** The steps side by side: solid is who came, hatched is who came no further than the step before; each shows who. */
export function FunnelBars({ ask, way, open, height = 300 }: BarsProps) {
  const words = useWords(WORDS);
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const room = height - TOP - BOTTOM;
  return (
    <div ref={place} style={{ height }}>
      {width > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a drawing has no other way to be a group
        <svg width={width} height={height} className="ask-funnel" role="group" aria-label={words.label}>
          <defs>
            <pattern id="left" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="2" height="6" fill="var(--primary)" opacity="0.28" />
            </pattern>
          </defs>
          <line x1={0} x2={width} y1={TOP + room} y2={TOP + room} stroke="var(--hairline)" />
          {way.steps.map((step, at) => (
            <Step key={step.step} ask={ask} way={way} at={at} room={room} open={open} all={width} />
          ))}
        </svg>
      )}
    </div>
  );
}

function Step({ ask, way, at, room, open, all }: BarsProps & { at: number; room: number; all: number }) {
  const words = useWords(WORDS);
  const naming = useNaming();
  const step = way.steps[at];
  if (!step) return null;
  const slot = all / way.steps.length;
  const width = Math.min(150, slot * 0.56);
  const x = slot * at + (slot - width) / 2;
  const floor = TOP + room;
  const most = Math.max(1, way.steps[0]?.reached ?? 1);
  const tall = (people: number): number => (people ? Math.max(2, (people / most) * room) : 0);
  const name = stepName(ask, at, naming);
  const from = way.steps[at - 1];
  const before = from?.reached ?? step.reached;
  const lost = before - step.reached;
  const middle = { x: x + width / 2, textAnchor: "middle" as const };
  return (
    <g>
      {from && lost > 0 && (
        <Bar
          box={{ x, y: floor - tall(before), width, height: tall(before) - tall(step.reached) }}
          fill="url(#left)"
          label={words.left(name, count(lost, naming.chosen), percent(lost / before))}
          onOpen={() => open(from.cell_left, `${stepName(ask, at - 1, naming)} ↛ ${name}`)}
        />
      )}
      <Bar
        box={{ x, y: floor - tall(step.reached), width, height: tall(step.reached) }}
        fill="var(--primary)"
        label={words.came(name, naming.people(step.reached))}
        onOpen={() => open(step.cell, name)}
      />
      <text {...middle} y={floor - tall(before) - 8} fill="var(--ink)" fontSize={15} fontWeight={600}>
        {count(step.reached, naming.chosen)}
        {from && (
          <tspan fill="var(--second)" fontSize={12} fontWeight={400}>
            {"  "}
            {percent(step.total.value)}
          </tspan>
        )}
      </text>
      <text {...middle} y={floor + 20} fill="var(--ink)" fontSize={13}>
        {at + 1}. {clipped(name, slot / (naming.zh ? 14 : 7.5))}
        <title>{name}</title>
      </text>
      {from && (
        <text {...middle} y={floor + 40} fill="var(--second)" fontSize={12}>
          {percent(step.conversion.value)}
          {step.waiting ? ` · ${words.took(took(step, naming.zh))}` : ""}
        </text>
      )}
    </g>
  );
}

interface BarProps {
  box: { x: number; y: number; width: number; height: number };
  fill: string;
  label: string;
  onOpen: () => void;
}

function Bar({ box, fill, label, onOpen }: BarProps) {
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onOpen();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: inside a drawing there is no button element
    <rect
      {...box}
      fill={fill}
      className="pick"
      role="button"
      tabIndex={0}
      aria-label={label}
      onClick={onOpen}
      onKeyDown={key}
    >
      <title>{label}</title>
    </rect>
  );
}

/** Names of several events are long; the whole stands in the tip and in the table. */
function clipped(name: string, signs: number): string {
  const most = Math.floor(signs) - 2;
  return name.length > most ? `${name.slice(0, Math.max(3, most - 1))}…` : name;
}
