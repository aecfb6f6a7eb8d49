import { describe, expect, test } from "vitest";
import { count, full, measured, percent, yuan, yuanShort } from "./numbers";

describe("a count", () => {
  test.each([
    [0, "0"],
    [9_999, "9,999"],
    [10_000, "1.00 万"],
    [12_345, "1.23 万"],
    [99_990_000, "9999.00 万"],
    [99_999_999, "1.00 亿"],
    [456_000_000, "4.56 亿"],
    [-12_345, "-1.23 万"],
  ])("of %d reads %s in Chinese", (value, text) => expect(count(value, "zh")).toBe(text));

  test.each([
    [99_999, "99,999"],
    [123_456, "123.46k"],
    [999_999, "1.00M"],
    [4_560_000, "4.56M"],
  ])("of %d reads %s in English", (value, text) => expect(count(value, "en")).toBe(text));

  test("in full keeps every digit", () => expect(full(456_000_001)).toBe("456,000,001"));
});

describe("a share", () => {
  test("has one decimal", () => expect(percent(0.12345)).toBe("12.3%"));
  test("of nothing is a dash, not zero", () => {
    expect(percent(null)).toBe("–");
    expect(percent(undefined)).toBe("–");
    expect(percent(0)).toBe("0.0%");
  });
});

describe("money", () => {
  test.each([
    [0, "¥0.00"],
    [5, "¥0.05"],
    [129_900, "¥1,299.00"],
    [123_456_789, "¥1,234,567.89"],
    [-129_905, "-¥1,299.05"],
  ])("of %d fen is %s", (fen, text) => expect(yuan(fen)).toBe(text));

  test.each([
    [999_999, "¥9,999.99"],
    [1_000_000, "¥1.00 万"],
    [12_050_000, "¥12.05 万"],
    [-12_050_000, "-¥12.05 万"],
  ])("of %d fen is %s where there is little room", (fen, text) => expect(yuanShort(fen, "zh")).toBe(text));

  test.each([
    [1_234_550, "¥12,345.50"],
    [12_345_600, "¥123.46k"],
  ])("of %d fen is %s in English where there is little room", (fen, text) => expect(yuanShort(fen, "en")).toBe(text));
});

test("a measure word stands off digits and close to 万", () => {
  expect(measured("69", "人")).toBe("69 人");
  expect(measured("1.23 万", "人")).toBe("1.23 万人");
});
