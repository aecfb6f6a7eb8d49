import { expect, test } from "vitest";
import { attachmentsOf, estimated, type Fields, planOf, saysWho, sizeOf, stepsOf } from "./composing";

const BASE: Fields = { brings: "nothing", who: "everybody", name: " 秋日 ", text: "上新" };
const PICTURE = { kind: "image" as const, media: 1, title: "a.png", url: "" };

test("everybody needs no choice, and choices left behind are not sent", () => {
  const plan = planOf({ ...BASE, staff: ["anna"], units: ["d1"] });
  expect(plan.name).toBe("秋日");
  expect([plan.everybody, plan.staff, plan.units]).toEqual([true, [], []]);
  expect(saysWho(plan)).toBe(true);
});

test("nobody chosen is not estimated", () => {
  expect(saysWho(planOf({ ...BASE, who: "staff" }))).toBe(false);
  expect(saysWho(planOf({ ...BASE, who: "units", units: ["d1"] }))).toBe(true);
});

test("only what was chosen last is brought", () => {
  const held = { ...BASE, pictures: [PICTURE], link: { title: "t", url: "https://b.cn", picture: PICTURE } };
  expect(attachmentsOf({ ...held, brings: "nothing" })).toEqual([]);
  expect(attachmentsOf({ ...held, brings: "pictures" })).toEqual([PICTURE]);
  expect(attachmentsOf({ ...held, brings: "link" })).toEqual([
    { kind: "link", media: 1, title: "t", url: "https://b.cn" },
  ]);
});

test("typing words does not ask for another estimate", () => {
  expect(estimated(planOf(BASE))).toEqual(estimated(planOf({ ...BASE, text: "上新了", name: "x" })));
});

test("a Chinese character is one character and three bytes", () => {
  expect(sizeOf("去a")).toEqual({ characters: 2, bytes: 4 });
});

test("staff are shares of staff, and customers of customers", () => {
  const counts = {
    staff: 5,
    asked: 4,
    published: 1,
    chosen: 10,
    shown: 4,
    engaged: 1,
    likes: 1,
    comments: 2,
    published_rate: 0.25,
    reach: 0.4,
    engagement: 0.25,
  };
  expect(stepsOf(counts).map((step) => step.share)).toEqual([0.8, 0.25, 0.4, 0.25]);
  expect(stepsOf({ ...counts, shown: 0, engaged: 0 }).at(-1)?.share).toBe(0);
});
