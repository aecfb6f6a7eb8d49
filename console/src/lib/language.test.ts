import { beforeEach, describe, expect, test } from "vitest";
import { copy, inLanguage, language } from "./language";
import { stored } from "./stored";

const WORDS = copy(
  { hello: "你好", many: (n: number) => `${n} 人` },
  { hello: "Hello", many: (n: number) => `${n} people` },
);

beforeEach(() => {
  localStorage.clear();
  language.set("zh");
});

describe("the language", () => {
  test("is Chinese first, English when switched, and remembered", () => {
    expect(inLanguage(WORDS).hello).toBe("你好");
    language.set("en");
    expect(inLanguage(WORDS).hello).toBe("Hello");
    expect(inLanguage(WORDS).many(3)).toBe("3 people");
    expect(localStorage.getItem("huoshui.language")).toBe("en");
  });
});

describe("a stored choice", () => {
  test("comes back as it was left", () => {
    localStorage.setItem("test.tone", "dark");
    expect(stored("test.tone", ["light", "dark"], "light").get()).toBe("dark");
  });

  test("that is none of the choices is the fallback", () => {
    localStorage.setItem("test.tone", "plaid");
    expect(stored("test.tone", ["light", "dark"], "light").get()).toBe("light");
  });
});
