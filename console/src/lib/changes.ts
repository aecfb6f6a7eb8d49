/** How a figure stands beside the same span of time before: up, down, or not comparable. */
export interface Change {
  direction: "up" | "down" | "same" | "none";
  share: number | null;
}

/** This will compare; with fewer than ten before, a percentage would say more than is known, so there is none. */
export function changeOf(now: number, before: number): Change {
  const direction = now === before ? "same" : now > before ? "up" : "down";
  if (before < 10) return { direction: before === 0 && now === 0 ? "none" : direction, share: null };
  return { direction, share: (now - before) / before };
}
