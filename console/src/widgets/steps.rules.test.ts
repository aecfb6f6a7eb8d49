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
  wecom: (["connected", "heard", "synced", "code", "welcomed", "sent"] as const).map((step) => ({
    step,
    done: true,
    symptom: "",
    said: "",
    advice: "",
    fact: "",
    account: "",
  })),
};

test("everything is done when everything is there", () => {
  expect(progressOf(FULL, () => true, NOW)).toMatchObject({ done: 14, known: true, next: undefined });
});

test("the next step is the first that is not done", () => {
  const progress = progressOf({ ...FULL, newestEvent: "2026-11-20T07:00:00Z", staff: 1 }, () => true, NOW);
  expect(progress.next).toEqual({ name: "events", to: "/live", done: false });
  expect(progress.done).toBe(12);
});

test("no event at all is not done, an answer that is still to come is neither", () => {
  expect(progressOf({ ...FULL, newestEvent: null }, () => true, NOW).next?.name).toBe("events");
  expect(progressOf({ ...FULL, newestEvent: undefined }, () => true, NOW)).toMatchObject({ known: false, done: 13 });
});

test("a step of WeCom brings what was found, and waits while it is asked", () => {
  const heard = { step: "heard", done: false, symptom: "never_heard", said: "", advice: "", fact: "x", account: "a" };
  const wecom = FULL.wecom?.map((one) => (one.step === "heard" ? { ...one, ...heard, step: one.step } : one));
  const { next, done } = progressOf({ ...FULL, wecom }, () => true, NOW);
  expect(next).toMatchObject({ name: "wecom_heard", to: "/connectors", found: { symptom: "never_heard", fact: "x" } });
  expect(done).toBe(13);
  const asked = progressOf({ ...FULL, wecom: undefined }, () => true, NOW);
  expect(asked).toMatchObject({ known: false, done: 8, next: undefined });
});

test("what somebody may not do is not asked of them", () => {
  const { steps, done } = progressOf(FULL, (permission) => permission === "people.read", NOW);
  expect(steps.map((step) => step.name)).toEqual(["reach", "segment"]);
  expect(done).toBe(2);
});
