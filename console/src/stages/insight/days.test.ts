import { expect, test } from "vitest";
import { asked, behind, ofBuyers, ofDeeds } from "./days";

const share = (value: number) => ({ numerator: value, denominator: 1, value });

test("twelve weeks and today so far are asked for, whichever day it is", () => {
  const { deeds, buyers, everybody } = asked();
  for (const question of [deeds, buyers, everybody]) expect(question.period).toEqual({ last_days: 85 });
});

test("money is read as fen, and today says nothing of what is usual", () => {
  const points = ["2026-11-21", "2026-11-22"].map((bucket, at) => ({ bucket, figure: share(at + 0.29) }));
  const lines = [0, 1, 2, 3].map((series) => ({ series, points }));
  const sold = ofDeeds({ result: { kind: "trends", lines } } as never).at(-1);
  expect(sold).toMatchObject({ name: "sold", values: [29, 129], dates: ["2026-11-21", "2026-11-22"] });
  expect(sold?.usual).toHaveLength(1);
});

test("who bought again came back the next day or later", () => {
  const points = [{ bucket: "2026-11-21", new: 3, returning: 1, resurrecting: 2, dormant: 9 }];
  const [first, again] = ofBuyers({ result: { kind: "life_cycle", lines: [{ points }] } } as never);
  expect([first?.values, again?.values]).toEqual([[3], [3]]);
});

test("behind a figure are those who did it on that day, before it or never before", () => {
  const did = { kind: "did", events: ["Order Completed"], within: { from: "2026-11-30", to: "2026-12-01" } };
  const before = { type: "date", op: "before", value: "2026-11-30" };
  const earlier = { kind: "did_date", events: ["Order Completed"], measure: "first", test: before };
  expect(behind("sold", "2026-11-30").where).toEqual(did);
  expect(behind("again", "2026-11-30").where).toEqual({ kind: "all", of: [did, earlier] });
  expect(behind("first", "2026-11-30").where).toEqual({ kind: "all", of: [did, { kind: "not", of: earlier }] });
});
