import { type RefObject, useEffect, useState } from "react";

const EVERY_MS = 300_000;

/** On a wall the board asks again every five minutes; the number grows with every round. */
export function useRounds(wall: RefObject<HTMLElement | null>): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    const clock = setInterval(() => {
      if (document.fullscreenElement && document.fullscreenElement === wall.current) setRound((one) => one + 1);
    }, EVERY_MS);
    return () => clearInterval(clock);
  }, [wall]);
  return round;
}
