import { expect, test } from "vitest";
import {
  byDay,
  byEnvironment,
  byTarget,
  codeOf,
  entryIn,
  fieldsOf,
  leadsTo,
  pageLine,
  planOf,
  standingOf,
  unwell,
} from "./links";
import type { Clicks, Entry, Variant } from "./links.api";

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
  const variant = { url: "https://a.cn/", by_environment, weight: 1, name: "", greets: "" };
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

const PAGE = { account: "mall", path: "pages/ride", query: "from=wall", by_scheme: true };

test("only an acquisition link says who is greeted, and as which code", () => {
  const ca = "https://work.weixin.qq.com/ca/cawcde3d6e8f";
  const of = (url: string) =>
    planOf({ name: "x", variants: [{ url, weight: 1, to: "web", greets: "desk" }] }).variants[0]?.greets;
  expect([of(ca), of("https://shop.example/work.weixin.qq.com/ca/")]).toEqual(["desk", ""]);
});

test("what the form says comes back as it was", () => {
  const variants: Variant[] = [
    {
      url: "https://a.cn/",
      weight: 2,
      name: "甲",
      greets: "",
      by_environment: { wechat: "https://wx.a.cn/" },
      mini_program: null,
    },
    { url: "https://b.cn/", weight: 1, name: "", greets: "", by_environment: {}, mini_program: PAGE },
  ];
  const plan = planOf({ name: "秋季", variants: fieldsOf(variants), code: "", password: "" });
  expect(plan.variants).toEqual(variants);
  expect([plan.code, plan.password, plan.most_clicks, plan.expires_at]).toEqual([null, null, null, null]);
});

test("a page that was pasted with its query is taken apart, and one that is not led to is left out", () => {
  const pasted = { account: "mall", path: " pages/ride?id=1 ", query: "?from=wall" };
  const plan = planOf({
    name: "x",
    variants: [
      { url: "https://a.cn/", weight: 1, to: "mini", mini_program: pasted },
      { url: "https://a.cn/", weight: 1, to: "web", mini_program: pasted },
    ],
  });
  expect(plan.variants[0]?.mini_program).toEqual({ ...PAGE, query: "id=1&from=wall", by_scheme: false });
  expect(plan.variants[1]?.mini_program).toBeNull();
});

test("phones are led into a mini-program, by a link inside WeChat, and desktops to the address", () => {
  const by_environment = { douyin: "https://dou.cn/" };
  const variant = { url: "https://a.cn/", by_environment, weight: 1, name: "", greets: "", mini_program: PAGE };
  expect(entryIn(variant, "wechat")).toBe("link");
  expect(entryIn(variant, "phone")).toBe("scheme");
  expect(entryIn({ ...variant, mini_program: { ...PAGE, by_scheme: false } }, "phone")).toBe("link");
  expect(entryIn(variant, "douyin")).toBeNull();
  expect(entryIn(variant, "desktop")).toBeNull();
  expect(pageLine(PAGE)).toBe("mall/pages/ride?from=wall");
});

test("what opens a link is gathered by where it leads", () => {
  const variant = { url: "https://a.cn/", by_environment: { qq: "https://q.cn/" }, weight: 1, name: "", greets: "" };
  const gathered = byTarget((environment) => leadsTo(variant, environment));
  expect(gathered.map(([target, environments]) => [target, environments.length])).toEqual([
    ["https://a.cn/", 12],
    ["https://q.cn/", 1],
  ]);
});

test("the worst entry is shown, and none where all are well", () => {
  const entry = (health: Entry["health"]) => ({ health }) as Entry;
  expect(unwell([entry("ready"), entry("failing"), entry("missing")])?.health).toBe("missing");
  expect(unwell([entry("waiting"), entry("failing")])?.health).toBe("failing");
  expect(unwell([entry("ready")])).toBeUndefined();
  expect(codeOf("wxa/generate_urllink: page invalid (40165)")).toBe(40165);
  expect(codeOf("The connector “mall” is paused")).toBeUndefined();
});
