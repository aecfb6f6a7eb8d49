import { describe, expect, it } from "vitest";
import { firstTest, opsOf, retested, typeOf } from "./tests";

describe("typeOf", () => {
  it("reads the types of the dictionary", () => {
    expect(["money", "integer!", "string!", "boolean", "array", undefined].map(typeOf)).toEqual([
      "number",
      "number",
      "text",
      "boolean",
      "other",
      "unknown",
    ]);
  });
});

describe("retested", () => {
  it("keeps a value that still fits", () => {
    expect(retested({ type: "text", op: "is", value: "抖音" }, "text", "one_of")).toEqual({
      type: "text",
      op: "one_of",
      value: ["抖音"],
    });
    expect(retested({ type: "text", op: "one_of", value: ["a", "b"] }, "text", "contains").value).toBe("a");
    expect(retested({ type: "number", op: ">", value: 5 }, "number", "between").value).toEqual([5, null]);
    expect(retested({ type: "number", op: "between", value: [5, 9] }, "number", "<").value).toBe(5);
  });
  it("drops one that does not", () => {
    expect(retested({ type: "text", op: "is", value: "x" }, "number", ">=").value).toBeUndefined();
    expect(retested({ type: "number", op: "=", value: 3 }, "text", "is").value).toBe("");
    expect(retested({ type: "number", op: "=", value: 3 }, "any", "exists")).toEqual({ type: "any", op: "exists" });
  });
});

describe("firstTest", () => {
  it("begins with the first that fits", () => {
    expect(firstTest("text")).toEqual({ type: "text", op: "is", value: "" });
    expect(firstTest("boolean")).toEqual({ type: "boolean", op: "is", value: true });
    expect(opsOf("other")).toEqual([["any", "exists"]]);
    expect(opsOf("unknown").filter(([, op]) => op === "exists")).toHaveLength(1);
  });
});
