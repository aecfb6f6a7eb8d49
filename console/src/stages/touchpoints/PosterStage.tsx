import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useWords } from "@/lib/language";
import { boxOf, type Part, placed, stepOf } from "./posters";
import type { PosterPlan } from "./posters.api";
import { WORDS } from "./posters.copy";

interface PosterStageProps {
  plan: PosterPlan;
  /** The poster as it is drawn, as an address. */
  drawn?: string;
  chosen: Part;
  onChoose: (part: Part) => void;
  onChange: (plan: PosterPlan) => void;
}

/** The poster with its parts on it, each to be dragged, or moved with the arrow keys. */
export function PosterStage({ plan, drawn, chosen, onChoose, onChange }: PosterStageProps) {
  const words = useWords(WORDS);
  const stage = useRef<HTMLElement>(null);
  const held = useRef<{ x: number; y: number }>(null);
  const parts: Part[] = [
    "code",
    ...(plan.face ? (["face"] as const) : []),
    ...(plan.texts ?? []).map((_, number) => number),
  ];

  const take = (event: PointerEvent<HTMLButtonElement>, part: Part) => {
    const box = boxOf(plan, part);
    const scale = scaleOf();
    onChoose(part);
    held.current = { x: event.clientX * scale - box.x, y: event.clientY * scale - box.y };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent<HTMLButtonElement>, part: Part) => {
    if (!held.current) return;
    const scale = scaleOf();
    onChange(
      placed(plan, part, { x: event.clientX * scale - held.current.x, y: event.clientY * scale - held.current.y }),
    );
  };
  const press = (event: KeyboardEvent, part: Part) => {
    const step = stepOf(event.key, event.shiftKey);
    if (!step) return;
    event.preventDefault();
    const box = boxOf(plan, part);
    onChange(placed(plan, part, { x: box.x + step.x, y: box.y + step.y }));
  };
  const scaleOf = () => plan.width / Math.max(1, stage.current?.clientWidth ?? 1);

  return (
    <figure ref={stage} className="poster-stage" style={{ aspectRatio: `${plan.width} / ${plan.height}` }}>
      {drawn && <img src={drawn} alt={words.preview} />}
      {parts.map((part) => {
        const box = boxOf(plan, part);
        return (
          <button
            key={part}
            type="button"
            className="poster-part"
            aria-label={typeof part === "number" ? words.text(part + 1) : words[part]}
            aria-pressed={chosen === part}
            title={words.move}
            style={{
              left: `${(box.x / plan.width) * 100}%`,
              top: `${(box.y / plan.height) * 100}%`,
              width: `${(box.width / plan.width) * 100}%`,
              height: `${(box.height / plan.height) * 100}%`,
            }}
            onFocus={() => onChoose(part)}
            onPointerDown={(event) => take(event, part)}
            onPointerMove={(event) => drag(event, part)}
            onPointerUp={() => {
              held.current = null;
            }}
            onKeyDown={(event) => press(event, part)}
          />
        );
      })}
    </figure>
  );
}
