import type { Drawing } from "./people.api";

export interface Node {
  identity: string;
  namespace: string;
  value: string;
  x: number;
  y: number;
}

/**
 * This will place identifiers on a ring, the one with most links in the middle; the order on the ring is by the time
 * they were first seen, so that the same person always looks the same.
 */
export function placed(drawing: Drawing, width: number, height: number): Node[] {
  const degree = new Map<string, number>();
  for (const link of drawing.links)
    for (const end of [link.a, link.b]) if (link.state === "accepted") degree.set(end, (degree.get(end) ?? 0) + 1);
  const order = [...drawing.identifiers].sort(
    (a, b) => a.first_seen_at.localeCompare(b.first_seen_at) || a.identity.localeCompare(b.identity),
  );
  const middle = order.toSorted((a, b) => (degree.get(b.identity) ?? 0) - (degree.get(a.identity) ?? 0))[0];
  const ring = order.filter((one) => one !== middle);
  if (middle && ring.length === 1)
    return [middle, ...ring].map((one, index) => ({ ...one, x: width * (index ? 0.68 : 0.32), y: height / 2 }));
  const around = ring.map((one, index) => {
    const angle = (index / Math.max(1, ring.length)) * 2 * Math.PI - Math.PI / 2;
    return { ...one, x: width / 2 + Math.cos(angle) * width * 0.37, y: height / 2 + Math.sin(angle) * height * 0.35 };
  });
  return middle ? [{ ...middle, x: width / 2, y: height / 2 }, ...around] : [];
}
