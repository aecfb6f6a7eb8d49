import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Card } from "../explore.api";
import { moved } from "./arrange";
import { type Box, type Gap, gapAt, heightAt, placeIn, widthAt } from "./dragging";

/** A pointer that moves less than this has clicked. */
const SLACK = 6;
/** Near the window's edge the page goes along. */
const EDGE = 72;
const PACE = 14;

interface Drag {
  at: number;
  how: "move" | "size";
  card: Card;
  /** The pointer and the card when it began, the page's scrolling included. */
  x: number;
  y: number;
  left: number;
  going: boolean;
}

/** What the hand does now: the card that follows it and the gap it would go into, or the size it would take. */
export interface Hand {
  at: number;
  dx: number;
  dy: number;
  gap?: Gap | undefined;
  size?: Card;
}

interface Dragging {
  hand: Hand | undefined;
  /** For the header that a card is moved by, and for the corner that it is sized by. */
  take: (at: number, how: "move" | "size") => (event: PointerEvent<HTMLElement>) => void;
}

/** Cards moved and sized by mouse, pen or finger; Escape lets go, and nothing has changed. */
export function useDragging(
  grid: RefObject<HTMLElement | null>,
  cards: readonly Card[],
  onChange: ((cards: Card[]) => void) | undefined,
): Dragging {
  const [hand, setHand] = useState<Hand>();
  const [taken, setTaken] = useState<Drag>();
  const done = useRef<(hand: Hand | undefined) => void>(() => undefined);
  done.current = (last) => {
    setTaken(undefined);
    setHand(undefined);
    if (!last) return;
    if (last.gap) onChange?.(moved(cards, last.at, placeIn(last.gap, last.at)));
    if (last.size) onChange?.(cards.map((card, at) => (at === last.at && last.size ? last.size : card)));
  };
  useEffect(() => {
    if (!taken) return;
    const drag = { ...taken };
    let last: Hand | undefined;
    let pointer = { x: 0, y: 0 };
    let frame = 0;
    const show = (): void => {
      const place = grid.current;
      if (!place) return;
      last = drag.how === "move" ? carried(drag, place, pointer) : sized(drag, place, pointer);
      setHand(last);
    };
    const scroll = (): void => {
      const by = pointer.y < EDGE ? -PACE : pointer.y > window.innerHeight - EDGE ? PACE : 0;
      if (by && drag.going) {
        window.scrollBy(0, by);
        show();
      }
      frame = requestAnimationFrame(scroll);
    };
    const move = (event: globalThis.PointerEvent): void => {
      pointer = { x: event.clientX, y: event.clientY };
      drag.going ||= Math.hypot(pointer.x - drag.x, pointer.y + window.scrollY - drag.y) > SLACK;
      if (drag.going) show();
    };
    const drop = (): void => {
      if (drag.going) window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
      done.current(last);
    };
    const leave = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key !== "Escape") return;
      done.current(undefined);
    };
    frame = requestAnimationFrame(scroll);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", drop);
    window.addEventListener("pointercancel", leave);
    window.addEventListener("keydown", leave);
    document.body.classList.add("dragging");
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", drop);
      window.removeEventListener("pointercancel", leave);
      window.removeEventListener("keydown", leave);
      document.body.classList.remove("dragging");
    };
  }, [taken, grid]);
  const take = useCallback(
    (at: number, how: "move" | "size") =>
      (event: PointerEvent<HTMLElement>): void => {
        const card = cards[at];
        const element = grid.current?.children[at];
        if (!card || !element || event.button !== 0) return;
        // a finger scrolls the page; it moves a card by the grip only
        if (event.pointerType === "touch" && !(event.target as Element).closest(".board-grip, .board-corner")) return;
        const { left } = element.getBoundingClientRect();
        setTaken({ at, how, card, left, x: event.clientX, y: event.clientY + window.scrollY, going: false });
      },
    [cards, grid],
  );
  return { hand, take };
}

function carried(drag: Drag, grid: HTMLElement, pointer: { x: number; y: number }): Hand {
  const [dx, dy] = [pointer.x - drag.x, pointer.y + window.scrollY - drag.y];
  return { at: drag.at, dx, dy, gap: gapAt(boxesOf(grid), pointer.x, pointer.y, drag.at) };
}

/** Where the cards stand in the window; the one that is carried counts where its place is. */
function boxesOf(grid: HTMLElement): Box[] {
  const { left, top } = grid.getBoundingClientRect();
  return ([...grid.children] as HTMLElement[]).map((one) => ({
    left: left + one.offsetLeft - grid.offsetLeft,
    top: top + one.offsetTop - grid.offsetTop,
    width: one.offsetWidth,
    height: one.offsetHeight,
  }));
}

function sized(drag: Drag, grid: HTMLElement, pointer: { x: number; y: number }): Hand | undefined {
  const columns = widthAt(pointer.x - drag.left, grid.clientWidth);
  const height = heightAt(pointer.y + window.scrollY - drag.y, drag.card.height ?? "low");
  if (columns === drag.card.columns && height === drag.card.height) return undefined;
  return { at: drag.at, dx: 0, dy: 0, size: { ...drag.card, columns, height } };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
