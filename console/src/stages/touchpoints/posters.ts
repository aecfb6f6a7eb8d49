import type { PosterPlan, PosterWords } from "./posters.api";

/** A part of a poster that has a place: the code, each person's own picture, or one of its texts by number. */
export type Part = "code" | "face" | number;

const FACE = 160;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function boxOf(plan: PosterPlan, part: Part): Box {
  if (part === "code" || part === "face") {
    const { x, y, side } = squareOf(plan, part);
    return { x, y, width: side, height: side };
  }
  const { x, y, width, height } = plan.texts?.[part] ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x, y, width, height };
}

/** The square of the code or of the person's picture, which is cut round in it. */
function squareOf(plan: PosterPlan, part: "code" | "face") {
  return part === "code" ? plan.code : (plan.face ?? { x: 0, y: 0, side: FACE });
}

/** A poster with a place for each person's own picture, where there is room beside the code; or without it. */
export function faced(plan: PosterPlan, wanted: boolean): PosterPlan {
  if (!wanted) return { ...plan, face: null };
  const { x, y, side } = plan.code;
  const own = Math.min(FACE, Math.round(plan.width / 4), Math.round(plan.height / 4));
  const middle = Math.max(0, Math.round(x + (side - own) / 2));
  if (y >= own) return { ...plan, face: { x: middle, y: y - own, side: own } };
  return { ...plan, face: { x: middle, y: Math.min(y + side, plan.height - own), side: own } };
}

/** A part in another place or of another size, never outside of its poster; code and picture stay square. */
export function placed(plan: PosterPlan, part: Part, wanted: Partial<Box>): PosterPlan {
  const box = { ...boxOf(plan, part), ...wanted };
  if (part === "code" || part === "face") {
    const side = within(wanted.width ?? wanted.height ?? box.width, 1, Math.min(plan.width, plan.height));
    return {
      ...plan,
      [part]: { x: within(box.x, 0, plan.width - side), y: within(box.y, 0, plan.height - side), side },
    };
  }
  const width = within(box.width, 1, plan.width);
  const height = within(box.height, 1, plan.height);
  const at = { x: within(box.x, 0, plan.width - width), y: within(box.y, 0, plan.height - height), width, height };
  return said(plan, part, at);
}

/** A text that is said, set or colored otherwise. */
export function said(plan: PosterPlan, part: number, change: Partial<PosterWords>): PosterPlan {
  return { ...plan, texts: plan.texts?.map((one, number) => (number === part ? { ...one, ...change } : one)) };
}

/** How far an arrow key moves a part; Shift takes larger steps. */
export function stepOf(key: string, large: boolean): { x: number; y: number } | undefined {
  const step = large ? 10 : 1;
  const steps: Record<string, { x: number; y: number }> = {
    ArrowLeft: { x: -step, y: 0 },
    ArrowRight: { x: step, y: 0 },
    ArrowUp: { x: 0, y: -step },
    ArrowDown: { x: 0, y: step },
  };
  return steps[key];
}

function within(value: number, least: number, most: number): number {
  return Math.round(Math.min(Math.max(value, least), Math.max(least, most)));
}
