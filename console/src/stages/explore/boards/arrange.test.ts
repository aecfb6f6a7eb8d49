import { describe, expect, it } from "vitest";
import type { Card } from "../explore.api";
import { askedWith, keyed, moved, wider } from "./arrange";

describe("moved", () => {
  it("puts one card elsewhere and keeps the order of the others", () => {
    expect(moved(["a", "b", "c", "d"], 3, 0)).toEqual(["d", "a", "b", "c"]);
    expect(moved(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
  });
  it("goes no further than the ends", () => {
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 0, 9)).toEqual(["b", "a"]);
    expect(moved(["a", "b"], 7, 0)).toEqual(["a", "b"]);
  });
  it("and back restores", () => {
    const cards = ["a", "b", "c", "d", "e"];
    for (let from = 0; from < 5; from++)
      for (let to = 0; to < 5; to++) expect(moved(moved(cards, from, to), to, from)).toEqual(cards);
  });
});

it("wider goes round", () => {
  expect([4, 6, 8, 12].map(wider)).toEqual([6, 8, 12, 4]);
});

it("keyed tells the same question apart when it is there twice", () => {
  const card = (id: number) => ({ question: { id } }) as Card;
  expect(keyed([card(1), card(2), card(1)]).map(({ key }) => key)).toEqual(["1-0", "2-0", "1-1"]);
});

describe("askedWith", () => {
  const own = { kind: "trends", period: { last_days: 30 }, people: "老客" };
  it("leaves a question alone when the board says nothing", () => {
    expect(askedWith(own, {})).toEqual(own);
    expect(askedWith(own, { period: null, people: null })).toEqual(own);
  });
  it("puts the board's period and people in its place", () => {
    expect(askedWith(own, { period: { last_days: 7 }, people: "新客" })).toEqual({
      kind: "trends",
      period: { last_days: 7 },
      people: "新客",
    });
  });
});
