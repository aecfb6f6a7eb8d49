import { describe, expect, test } from "vitest";
import { day, daysBefore, exact, reading, span } from "./moments";

const NOW = "2026-11-22T04:00:00Z"; // noon in Beijing

describe("a moment", () => {
  test("is written in Beijing time, wherever the browser is", () =>
    expect(exact("2026-11-21T12:44:05Z")).toBe("2026-11-21 20:44:05"));

  test("at midnight begins the next day as 00:00", () =>
    expect(exact("2026-12-31T16:00:00Z")).toBe("2027-01-01 00:00:00"));

  test("belongs to the day that Beijing has", () => {
    expect(day("2026-11-21T15:59:59Z")).toBe("2026-11-21");
    expect(day("2026-11-21T16:00:00Z")).toBe("2026-11-22");
  });

  test("lies so many days before another, across a month", () =>
    expect(daysBefore("2026-03-01T16:30:00Z", 2)).toBe("2026-02-28"));

  test.each([
    ["2026-11-22T03:59:30Z", "刚刚", "just now"],
    ["2026-11-22T03:18:00Z", "42 分钟前", "42 min ago"],
    ["2026-11-21T04:00:01Z", "23 小时前", "23 h ago"],
    ["2026-11-21T04:00:00Z", "11-21 12:00", "11-21 12:00"],
    ["2026-11-22T04:00:01Z", "11-22 12:00", "11-22 12:00"],
    ["2025-12-31T15:59:59Z", "2025-12-31 23:59", "2025-12-31 23:59"],
  ])("%s reads %s / %s at noon of 11-22", (moment, zh, en) => {
    expect(reading(moment, NOW, "zh")).toBe(zh);
    expect(reading(moment, NOW, "en")).toBe(en);
  });
});

describe("a span of time", () => {
  test.each([
    [0, "0 秒", "0 s"],
    [59, "59 秒", "59 s"],
    [60, "1 分钟", "1 min"],
    [7_260, "2 小时", "2 h"],
    [259_200, "3 天", "3 d"],
  ])("of %d seconds is %s / %s", (seconds, zh, en) => {
    expect(span(seconds, "zh")).toBe(zh);
    expect(span(seconds, "en")).toBe(en);
  });
});
