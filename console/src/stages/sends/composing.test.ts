import { expect, test } from "vitest";
import { estimated, type Fields, planOf, saysToWhom } from "./composing";
import { bytesOf, stepsOf } from "./funnel";

const BASE: Fields = { kind: "customers", whom: "everybody", pick: "last_talked", name: " 周末 ", text: "走" };

test("everybody needs no condition, and conditions left behind are not sent", () => {
  const plan = planOf({ ...BASE, segment: "骑友", tags: ["t1"], senders: ["anna"] });
  expect(plan.name).toBe("周末");
  expect([plan.audience.everybody, plan.audience.segment, plan.audience.tags]).toEqual([true, "", []]);
  expect(plan.senders).toEqual([]);
  expect(saysToWhom(plan)).toBe(true);
});

test("groups are narrowed by owners and by our tags on groups alone", () => {
  const plan = planOf({
    ...BASE,
    kind: "groups",
    whom: "narrow",
    segment: "骑友",
    staff: ["anna"],
    groupTags: ["华东"],
  });
  expect([plan.audience.segment, plan.audience.staff, plan.audience.everybody]).toEqual(["", ["anna"], false]);
  expect(plan.audience.group_tags).toEqual(["华东"]);
  expect(planOf({ ...BASE, whom: "narrow", groupTags: ["华东"] }).audience.group_tags).toEqual([]);
  expect(saysToWhom(planOf({ ...BASE, kind: "groups", whom: "narrow", groupTags: ["华东"] }))).toBe(true);
});

test("an audience without a condition is not estimated", () => {
  expect(saysToWhom(planOf({ ...BASE, whom: "narrow" }))).toBe(false);
});

test("typing words does not ask for another estimate", () => {
  const one = estimated(planOf({ ...BASE, text: "a" }));
  expect(one).toEqual(estimated(planOf({ ...BASE, text: "ab", name: "x" })));
});

test("the funnel narrows from plan to customer, and confirmed is more than delivered", () => {
  const counts = {
    people: 10,
    senders: 2,
    asked_senders: 2,
    confirmed_senders: 1,
    asked: 8,
    outcomes: [
      { outcome: "sent" as const, people: 4 },
      { outcome: "not_a_friend" as const, people: 1 },
      { outcome: "unsent" as const, people: 3 },
      { outcome: "unreachable" as const, people: 2 },
    ],
    execution_rate: 0.5,
    delivery_rate: 0.5,
  };
  expect(stepsOf({ counts }).map((step) => step.people)).toEqual([10, 8, 5, 4]);
  expect(bytesOf("去a")).toBe(4);
});
