import { expect, test } from "vitest";
import { type Facts, progressOf } from "./steps.rules";

const NOW = Date.parse("2026-11-22T08:00:00Z");
const FULL: Facts = {
  sources: 3,
  newestEvent: "2026-11-22T07:00:00Z",
  imported: 1,
  units: 2,
  reachable: 10,
  segments: 1,
  staff: 2,
  ill: 0,
};

test("everything is done when everything is there", () => {
  expect(progressOf(FULL, () => true, NOW)).toMatchObject({ done: 8, known: true, next: undefined });
});

test("the next step is the first that is not done", () => {
  const progress = progressOf({ ...FULL, newestEvent: "2026-11-20T07:00:00Z", staff: 1 }, () => true, NOW);
  expect(progress.next).toEqual({ name: "events", to: "/live", done: false });
  expect(progress.done).toBe(6);
});

test("no event at all is not done, an answer that is still to come is neither", () => {
  expect(progressOf({ ...FULL, newestEvent: null }, () => true, NOW).next?.name).toBe("events");
  expect(progressOf({ ...FULL, newestEvent: undefined }, () => true, NOW)).toMatchObject({ known: false, done: 7 });
});

test("what somebody may not do is not asked of them", () => {
  const { steps, done } = progressOf(FULL, (permission) => permission === "people.read", NOW);
  expect(steps.map((step) => step.name)).toEqual(["reach", "segment"]);
  expect(done).toBe(2);
});
