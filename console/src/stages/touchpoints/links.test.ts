import { expect, test } from "vitest";
import { byDay, byEnvironment, fieldsOf, leadsTo, planOf, standingOf } from "./links";
import type { Clicks } from "./links.api";

const NOW = new Date("2026-11-21T08:00:00Z");
const CLICK: Clicks = {
  day: "2026-11-20",
  environment: "wechat",
  variant: 0,
  sent: 3,
  visitors: 2,
  turned_away: 1,
  robots: 4,
};

test("a link is open until the very moment it expires", () => {
  expect(standingOf({ paused: false, expires_at: "2026-11-21T08:00:01Z" }, NOW)).toBe("open");
  expect(standingOf({ paused: false, expires_at: "2026-11-21T08:00:00Z" }, NOW)).toBe("expired");
  expect(standingOf({ paused: true, expires_at: "2026-11-21T08:00:00Z" }, NOW)).toBe("paused");
});

test("an application without an address of its own gets the phone's, a desktop the usual one", () => {
  const by_environment = { phone: "https://m.a.cn/", wechat: "https://wx.a.cn/" };
  const variant = { url: "https://a.cn/", by_environment, weight: 1, name: "" };
  expect(leadsTo(variant, "wechat")).toBe("https://wx.a.cn/");
  expect(leadsTo(variant, "douyin")).toBe("https://m.a.cn/");
  expect(leadsTo(variant, "desktop")).toBe("https://a.cn/");
});

test("clicks are added up by what the link was opened in and by day", () => {
  const clicks: Clicks[] = [CLICK, { ...CLICK, day: "2026-11-19", sent: 5 }, { ...CLICK, environment: "qq", sent: 9 }];
  expect(byEnvironment(clicks).map((row) => [row.environment, row.sent, row.robots])).toEqual([
    ["qq", 9, 4],
    ["wechat", 8, 8],
  ]);
  expect(byDay(clicks, ["2026-11-18", "2026-11-19", "2026-11-20"])).toEqual([0, 5, 12]);
});

test("what the form says comes back as it was", () => {
  const variants = [{ url: "https://a.cn/", weight: 2, name: "甲", by_environment: { wechat: "https://wx.a.cn/" } }];
  const plan = planOf({ name: "秋季", variants: fieldsOf(variants), code: "", password: "" });
  expect(plan.variants).toEqual(variants);
  expect([plan.code, plan.password, plan.most_clicks, plan.expires_at]).toEqual([null, null, null, null]);
});
