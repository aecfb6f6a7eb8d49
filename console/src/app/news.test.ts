import { expect, test } from "vitest";
import { newsOf, type Told } from "./news";

const NOW = Date.parse("2026-11-22T08:00:00Z");
const NOTHING: Told = { reviews: 0, quarantined: 0, imports: [], findings: [], codes: [] };
const ended = (id: number, state: "finished" | "failed", finished_at: string, created_by = "staff:1", refused = 0) => ({
  id,
  file: `${id}.csv`,
  state,
  finished_at,
  created_by,
  refused,
});

test("nothing to say is nothing", () => {
  expect(newsOf(NOTHING, "staff:1", NOW)).toEqual([]);
  expect(
    newsOf(
      { reviews: undefined, quarantined: undefined, imports: undefined, findings: undefined, codes: undefined },
      "x",
      NOW,
    ),
  ).toEqual([]);
});

test("one's own imports of the last day are news, with how they ended", () => {
  const imports = [
    ended(1, "finished", "2026-11-22T07:00:00Z"),
    ended(2, "failed", "2026-11-22T06:00:00Z"),
    ended(3, "finished", "2026-11-20T07:00:00Z"),
    ended(4, "finished", "2026-11-22T07:00:00Z", "staff:2"),
    ended(5, "finished", "2026-11-22T07:30:00Z", "staff:1", 3),
  ];
  expect(newsOf({ ...NOTHING, imports }, "staff:1", NOW).map((one) => [one.to, one.tone, one.count])).toEqual([
    ["/imports/1", "good", 0],
    ["/imports/2", "bad", 0],
    ["/imports/5", "look", 3],
  ]);
});

test("a trial is old news once its file was tried again or imported", () => {
  const trial = { ...ended(6, "finished", "2026-11-22T07:00:00Z"), state: "dry_run" as const, file: "a.csv" };
  const after = { ...ended(7, "finished", "2026-11-22T07:10:00Z"), file: "a.csv" };
  expect(newsOf({ ...NOTHING, imports: [trial] }, "staff:1", NOW).map((one) => one.trial)).toEqual([true]);
  expect(newsOf({ ...NOTHING, imports: [after, trial] }, "staff:1", NOW).map((one) => one.to)).toEqual(["/imports/7"]);
});

test("what waits is counted, and more of it is news again", () => {
  const [three] = newsOf({ ...NOTHING, reviews: 3 }, "x", NOW);
  const [four] = newsOf({ ...NOTHING, reviews: 4 }, "x", NOW);
  expect(three).toMatchObject({ kind: "reviews", count: 3, to: "/reviews" });
  expect(three?.key).not.toBe(four?.key);
});

test("the doctor speaks of what is not well, but not of the quarantine a second time", () => {
  const finding = (name: string, state: "well" | "look" | "broken") => ({ name, state, found: "", advice: "" });
  const findings = [finding("feed", "broken"), finding("clock", "well"), finding("quarantine", "look")];
  const news = newsOf({ ...NOTHING, quarantined: 2, findings }, "x", NOW);
  expect(news.map((one) => [one.kind, one.tone])).toEqual([
    ["doctor", "bad"],
    ["quarantine", "look"],
  ]);
});

test("a live code is news while it leads to nobody, and not when it is paused or somebody stands in", () => {
  const code = (slug: string, alarms: string[], paused = false) =>
    ({ slug, plan: { name: slug, paused }, standing: { alarms, alarmed_at: "2026-11-22T07:00:00Z" } }) as never;
  const codes = [
    code("a", ["backup", "nobody"]),
    code("b", ["nobody"], true),
    code("c", ["backup"]),
    code("d", ["away"]),
  ];
  expect(newsOf({ ...NOTHING, codes }, "x", NOW).map((one) => [one.name, one.alarm, one.tone])).toEqual([
    ["a", "nobody", "bad"],
    ["d", "away", "look"],
  ]);
});
