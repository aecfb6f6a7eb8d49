import { expect, test } from "vitest";
import { ACTION_GROUPS, actionName, subjectOf, thingOf } from "./actions";

test("actions are said in both languages, unknown ones as they are", () => {
  expect(actionName("people.revealed", "zh")).toBe("看了个人信息");
  expect(actionName("people.revealed", "en")).toBe("revealed personal data");
  expect(actionName("moon.landed", "zh")).toBe("moon.landed");
});

test("no action stands in two groups", () => {
  const all = ACTION_GROUPS.flatMap((group) => Object.keys(group.actions));
  expect(new Set(all).size).toBe(all.length);
});

test("what can be opened is told from what cannot", () => {
  expect(subjectOf("person:1gtb6m8ngp2qb")).toEqual({ kind: "person", id: "1gtb6m8ngp2qb" });
  expect(subjectOf("segment:a:b")).toEqual({ kind: "segment", id: "a:b" });
  expect(subjectOf("quarantine")).toEqual({ kind: "other", id: "quarantine" });
});

test("what has no page there is named all the same", () => {
  expect(thingOf("link:autumn", "links.created", "zh")).toEqual({ name: "短链", id: "autumn" });
  expect(thingOf("follower:s0201-a", "relations.assigned", "zh")).toEqual({ name: "员工", id: "s0201-a" });
  expect(thingOf("follower:7", "followers.message.sent", "en")).toEqual({ name: "follower", id: "7" });
  expect(thingOf("quarantine", "quarantine.released", "zh")).toEqual({ name: "", id: "quarantine" });
});
