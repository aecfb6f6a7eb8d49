import { expect, test } from "vitest";
import { compared, ours, over, written } from "./activity";

const plain = (value: number) => String(value);

test("chats are ours only where a source tells of them", () => {
  expect([ours("added", false), ours("chats", false), ours("chats", true)]).toEqual([true, false, true]);
});

test("what nobody told is a dash and no zero", () => {
  expect(written("added", null, plain)).toBe("–");
  expect(written("added", 0, plain)).toBe("0");
  expect(written("replied", 66.667, plain)).toBe("66.7%");
  expect(written("first_reply", 4.25, plain)).toBe("4.3");
});

test("counts add up, shares are means over the days that have them", () => {
  expect(over([1, null, 2], "added")).toBe(3);
  expect(over([100, null, 50], "replied")).toBe(75);
  expect(over([null, null], "added")).toBeNull();
});

test("half a percent is no difference, one friend is", () => {
  expect(compared("replied", 50, 50.4)).toBe("same");
  expect(compared("added", 3, 2)).toBe("theirs_more");
  expect(compared("added", 2, 3)).toBe("ours_more");
  expect(compared("chats", 2, null)).toBe("unknown");
});
