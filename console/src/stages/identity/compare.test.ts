import { expect, test } from "vitest";
import { compared, limited } from "./compare";
import type { Person } from "./identity.api";

function person(identifiers: [string, string][], traits: Record<string, unknown>, stores: string[] = []): Person {
  return {
    identifiers: identifiers.map(([namespace, value]) => ({ namespace, value })),
    traits: Object.fromEntries(Object.entries(traits).map(([name, value]) => [name, { value }])),
    tags: [],
    affiliations: stores.map((label) => ({ label })),
  } as unknown as Person;
}

test("two identifiers of one kind differ, even if their masks look alike", () => {
  const lines = compared(person([["phone", "138****5678"]], {}), person([["phone", "138****5678"]], {}));
  expect(lines).toEqual([
    { group: "identifier", name: "phone", a: ["138****5678"], b: ["138****5678"], verdict: "differ" },
  ]);
});

test("what only one of them has speaks for nothing", () => {
  const lines = compared(person([["member_no", "M1"]], { city: "上海" }), person([], { city: "" }));
  expect(lines.map((one) => [one.name, one.verdict])).toEqual([
    ["member_no", "one"],
    ["city", "one"],
  ]);
});

test("what differs stands first, what only one has last", () => {
  const lines = compared(person([["member_no", "1"]], { a: 1, b: 1 }), person([], { a: 1, b: 2 }));
  expect(lines.map((one) => one.verdict)).toEqual(["differ", "same", "one"]);
});

test("traits are the same when they share a value, stores too", () => {
  const a = person([], { city: "上海", hobbies: ["骑行", "露营"] }, ["S1", "S1", "S2"]);
  const b = person([], { city: "杭州", hobbies: ["露营"] }, ["S2"]);
  expect(compared(a, b).map((one) => [one.name, one.verdict, one.a.length])).toEqual([
    ["city", "differ", 1],
    ["hobbies", "same", 2],
    ["stores", "same", 2],
  ]);
});

test("reasons are taken apart", () => {
  expect(limited("limit:wechat_unionid:xichi")).toBe("wechat_unionid:xichi");
  expect(limited("staff")).toBeNull();
});
