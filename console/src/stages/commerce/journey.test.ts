import { describe, expect, it } from "vitest";
import type { Order } from "@/widgets/OrderTable";
import { paidBefore, visitsBefore } from "./journey";

const at = (day: number, minute = 0): string => new Date(Date.UTC(2026, 9, day, 4, minute)).toISOString();
const touch = (channel: string, occurred_at: string, name = "Ad Clicked", kind = "track") => ({
  name,
  kind,
  channel,
  occurred_at,
});
const order = (key: string, paid_at: string | null, paid_fen = 100, refunded_fen = 0) =>
  ({ key, paid_at, placed_at: paid_at ?? at(1), paid_fen, refunded_fen }) as Order;

describe("visitsBefore", () => {
  it("tells who came first, who last, and what each would get in equal parts", () => {
    const visits = visitsBefore(
      [touch("douyin", at(3)), touch("wecom", at(5), "Message Clicked"), touch("stores", at(9), "Store Visited")],
      at(10),
    );
    expect(visits.map((one) => [one.channel, one.first, one.last, one.linear])).toEqual([
      ["douyin", 1, 0, 1 / 3],
      ["wecom", 0, 0, 1 / 3],
      ["stores", 0, 1, 1 / 3],
    ]);
  });
  it("takes touches of one channel within half an hour for one visit", () => {
    const near = [touch("douyin", at(3, 0)), touch("douyin", at(3, 20)), touch("douyin", at(3, 45))];
    expect(visitsBefore(near, at(4))).toMatchObject([{ channel: "douyin", touches: 3, linear: 1 }]);
    expect(visitsBefore([touch("douyin", at(3, 0)), touch("douyin", at(3, 31))], at(4))).toHaveLength(2);
    expect(
      visitsBefore(
        [near[0], touch("weibo", at(3, 5)), near[1]].flatMap((one) => one ?? []),
        at(4),
      ),
    ).toHaveLength(3);
  });
  it("looks 30 days back, and no further than the order before", () => {
    const touches = [touch("douyin", at(1)), touch("weibo", at(10)), touch("stores", at(33))];
    expect(visitsBefore(touches, at(32)).map((one) => one.channel)).toEqual(["weibo"]);
    expect(visitsBefore(touches, at(30)).map((one) => one.channel)).toEqual(["douyin", "weibo"]);
    expect(visitsBefore(touches, at(30), at(5)).map((one) => one.channel)).toEqual(["weibo"]);
  });
  it("counts to come, open, click or scan; to be shown something, or to pay, is none", () => {
    const others = [touch("douyin", at(3), "Ad Shown"), touch("douyin", at(3), "Order Completed"), touch("", at(3))];
    expect(visitsBefore(others, at(4))).toEqual([]);
    expect(
      visitsBefore([touch("search", at(3), "", "page"), touch("website", at(3), "", "page")], at(4)),
    ).toMatchObject([{ channel: "search", touches: 1 }]);
  });
});

it("paidBefore gives the newest earlier order that was kept", () => {
  const own = order("d", at(20));
  const orders = [order("a", at(3)), order("b", at(9)), order("c", at(12), 100, 100), own, order("e", at(25))];
  expect(paidBefore(orders, own)).toBe(at(9));
  expect(paidBefore([own, order("f", null)], own)).toBeNull();
});
