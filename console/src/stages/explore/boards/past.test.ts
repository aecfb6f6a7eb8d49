import { expect, it } from "vitest";
import type { Board, BoardVersion, Saved } from "../explore.api";
import { changesOf, putBack } from "./past";

const card = (question: number, columns: 4 | 6 = 6) => ({ question, columns, height: "low" as const, title: null });
const version = (cards: ReturnType<typeof card>[], more: Partial<BoardVersion> = {}): BoardVersion =>
  ({ version: 1, name: "周会", note: "", shared: {}, changed: {}, cards, ...more }) as BoardVersion;

it("puts an earlier version up again, less the questions that were deleted since", () => {
  const board = { id: 4, version: 9, name: "现在", cards: [] } as unknown as Board;
  const { draft, gone } = putBack(board, version([card(1), card(2, 4)]), [{ id: 2, name: "漏斗" } as Saved]);
  expect(gone).toBe(1);
  expect([draft.version, draft.name, draft.cards.map((one) => [one.question.name, one.columns])]).toEqual([
    9,
    "周会",
    [["漏斗", 4]],
  ]);
});

it("says what a version changed", () => {
  expect(changesOf(version([card(1)]), version([card(1)]))).toEqual([]);
  expect(changesOf(version([card(1), card(2)]), version([card(2), card(3)]))).toEqual([
    { kind: "added", questions: [3] },
    { kind: "removed", questions: [1] },
  ]);
  expect(changesOf(version([card(1), card(2)]), version([card(2), card(1)]))).toEqual([{ kind: "arranged" }]);
  expect(changesOf(version([card(1)]), version([card(1, 4)]))).toEqual([{ kind: "arranged" }]);
  const shared = { period: { last_days: 30 }, people: "买过" } as BoardVersion["shared"];
  expect(changesOf(version([]), version([], { shared, name: "月会" })).map((one) => one.kind)).toEqual([
    "named",
    "period",
    "people",
  ]);
});
