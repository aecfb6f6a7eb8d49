import { expect, test } from "vitest";
import { bytesOf, leftToday, planOf, staffFieldsOf, stretches, toneOf, tonight } from "./codes";
import type { ListedCode } from "./codes.api";

const PLAN: ListedCode["plan"] = {
  name: "桌牌",
  mode: "all",
  staff: [
    {
      staff_id: "a",
      weight: 1,
      daily_cap: 5,
      backup: false,
      shifts: [
        { weekdays: [1, 2], starts: "09:00", ends: "18:00" },
        { weekdays: [6], starts: "22:00", ends: "06:00" },
      ],
    },
  ],
  special_days: [],
  welcome: { words: "好", attachments: [{ kind: "image", media: 3, title: "", url: "", words: "", appid: "" }] },
  tags: [],
  remark: "",
  source: "",
  stage: "",
  note: "",
  channel: "",
  campaign: "",
  skip_verify: true,
  paused: false,
  expires_at: null,
};
const STANDING = { picture: "", shown: [], why: null, shown_at: null, away: [], alarmed_at: null, problem: "" };

test("the form loses neither a second shift nor what a welcome brings", () => {
  const { attachments } = PLAN.welcome ?? {};
  const plan = planOf({ name: "新", mode: "all", staff: staffFieldsOf(PLAN.staff), welcome: "好", attachments });
  expect(plan.staff[0]?.shifts).toEqual(PLAN.staff[0]?.shifts);
  expect(plan.welcome?.attachments).toEqual(PLAN.welcome?.attachments);
});

test("somebody without shifts is there always, and a shift without weekdays is every day's", () => {
  const staff = [{ staff_id: "a" }, { staff_id: "b", shifts: [{ weekdays: [], starts: "09:00", ends: "18:00" }] }];
  const [always, daily] = planOf({ name: "x", mode: "all", staff }).staff;
  expect(always).toEqual({ staff_id: "a", weight: 1, daily_cap: null, backup: false, shifts: [] });
  expect(daily?.shifts).toEqual([{ weekdays: [1, 2, 3, 4, 5, 6, 7], starts: "09:00", ends: "18:00" }]);
});

test("a special day keeps all its hours, and without any it is free", () => {
  const hours = [
    { starts: "09:00", ends: "12:00" },
    { starts: "14:00", ends: "18:00" },
  ];
  const holidays = [{ on: { format: () => "2027-02-06" }, hours }, { on: { format: () => "2027-02-07" } }];
  const plan = planOf({ name: "x", mode: "all", staff: [{ staff_id: "a" }], holidays });
  expect(plan.special_days).toEqual([
    { on: "2027-02-06", hours },
    { on: "2027-02-07", hours: [] },
  ]);
});

test("days that follow one another are a stretch", () => {
  expect(stretches([5, 1, 2, 3, 7])).toEqual([
    [1, 3],
    [5, 5],
    [7, 7],
  ]);
});

test("tonight is the next eleven in the evening in Beijing", () => {
  expect(tonight(new Date("2026-11-22T14:59:00Z"))).toBe("2026-11-22T15:00:00.000Z");
  expect(tonight(new Date("2026-11-22T15:00:00Z"))).toBe("2026-11-23T15:00:00.000Z");
  expect(tonight(new Date("2026-11-22T17:00:00Z"))).toBe("2026-11-23T15:00:00.000Z");
});

test("a code that leads to somebody who should not be there is worse than one with a backup", () => {
  expect(toneOf({ plan: PLAN, standing: { ...STANDING, alarms: [] } })).toBe("good");
  expect(toneOf({ plan: PLAN, standing: { ...STANDING, alarms: ["backup"] } })).toBe("look");
  expect(toneOf({ plan: PLAN, standing: { ...STANDING, alarms: ["backup", "nobody"] } })).toBe("bad");
});

test("a Chinese character has three bytes", () => expect(bytesOf("你好 a")).toBe(8));

test("what is left of a cap is never less than nothing", () => {
  expect([leftToday(null, 9), leftToday(5, 2), leftToday(5, 7), leftToday(0, 0)]).toEqual([null, 3, 0, 0]);
});
