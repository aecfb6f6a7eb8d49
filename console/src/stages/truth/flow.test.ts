import { describe, expect, it } from "vitest";
import { CARD, drawn, labeled, left, newcomers, wayBefore } from "./flow";
import { DEPTH, type FlowMap, type Pool, pointed, type Way, wayKey } from "./pools";

function way(source: Pool, target: Pool, moves: number): Way {
  const leak = target === "lost" || DEPTH.indexOf(target) < DEPTH.indexOf(source);
  const cell = { what: "moved", series: 0, path: [source, target] };
  return { source, target, moves, people: moves, exposed: 1000, conversion: moves / 1000, median_days: 3, leak, cell };
}

function map(...edges: Way[]): FlowMap {
  const nodes = [...DEPTH, "lost" as const].map((pool) => ({
    pool,
    chinese: pool,
    start: 0,
    came: 0,
    went: 0,
    end: 0,
    increment: 0,
    cells: {},
  }));
  return { since: "", until: "", nodes, edges, pushes: [], value_fen: {} };
}

describe("drawn", () => {
  it("puts every way on its side, and the widest first, so that thin ones lie on top", () => {
    const { bands } = drawn(
      map(
        way("nobody", "public", 900),
        way("contact", "public", 4),
        way("public", "contact", 100),
        way("public", "official_account", 25),
        way("contact", "lost", 9),
        way("lost", "contact", 1),
      ),
    );
    expect(bands.map((band) => band.side)).toEqual(["above", "next", "out", "back", "found"]);
    expect(bands[0]?.width).toBe(24);
    expect(bands[1]?.width).toBe(12);
  });

  it("keeps room above for the longest arc, and no band leaves the drawing", () => {
    const { bands, top, height, bottom } = drawn(map(way("public", "repeat_buyer", 5), way("buyer", "lost", 2)));
    const arc = bands.find((band) => band.side === "above");
    expect(arc?.label.y).toBeGreaterThanOrEqual(0);
    expect(top).toBeGreaterThan(150);
    expect(height).toBeGreaterThan(bottom);
    expect(left("repeat_buyer") + CARD.width).toBeCloseTo(1120);
  });
});

describe("labeled", () => {
  it("names the widest and the one to push, never the ways back", () => {
    const { bands } = drawn(map(way("public", "contact", 100), way("group", "contact", 90), way("member", "buyer", 1)));
    expect([...labeled(bands, "member-buyer", 1)]).toEqual(["public-contact", "member-buyer"]);
  });
});

describe("the rest of the map", () => {
  const found = map(way("nobody", "public", 7), way("public", "contact", 3));
  it("knows who came from nowhere", () => {
    expect(newcomers(found).get("public")).toBe(7);
    expect(newcomers(found).get("contact")).toBeUndefined();
  });
  it("finds what the address points at, and nothing where it points nowhere", () => {
    expect(pointed(found, "contact")?.node?.pool).toBe("contact");
    expect(pointed(found, "public-contact")?.way?.moves).toBe(3);
    expect(pointed(found, "contact-public")).toBeNull();
    expect(pointed(found, undefined)).toBeNull();
  });
  it("finds the same way in the period before", () => {
    const one = way("public", "contact", 8);
    expect(wayBefore(found, one)?.moves).toBe(3);
    expect(wayBefore(null, one)).toBeUndefined();
    expect(wayKey(one)).toBe("public-contact");
  });
});
