import { describe, expect, it } from "vitest";
import { changeIn, type Entry, found, periodsOf, valueIn } from "./metrics";

describe("valueIn", () => {
  it("writes each unit as an operator reads it", () => {
    expect(valueIn(0.1234, "share", "zh")).toBe("12.3%");
    expect(valueIn(129900, "fen", "zh")).toBe("¥1,299.00");
    expect(valueIn(12_345, "people", "zh")).toBe("1.23 万人");
    expect(valueIn(69, "times", "zh")).toBe("69 次");
    expect(valueIn(69, "people", "en")).toBe("69 people");
    expect(valueIn(1.5, "ratio", "en")).toBe("1.50");
    expect(valueIn(null, "share", "zh")).toBe("–");
  });
});

describe("changeIn", () => {
  it("tells shares in points and the rest in percent", () => {
    expect(changeIn(0.25, 0.2, "share", "zh")).toBe("+5.0 个百分点");
    expect(changeIn(120, 100, "people", "zh")).toBe("+20.0%");
    expect(changeIn(80, 100, "fen", "en")).toBe("-20.0%");
  });
  it("makes no percentage of a few, nor of nothing", () => {
    expect(changeIn(9, 3, "people", "zh")).toBeNull();
    expect(changeIn(null, 100, "people", "zh")).toBeNull();
  });
});

describe("periodsOf", () => {
  it("goes back in equal steps without a gap", () => {
    expect(periodsOf({ last_days: 7 }, 3, "2026-11-22")).toEqual([
      { from: "2026-11-02", to: "2026-11-09" },
      { from: "2026-11-09", to: "2026-11-16" },
      { last_days: 7 },
    ]);
  });
});

describe("found", () => {
  const entry = (name: string, chinese: string, official?: string): Entry =>
    ({ metric: { name, chinese, formula: "人数 ÷ 总数", official: official ? { name: official } : null } }) as Entry;
  const entries = [entry("opening_rate", "开口率"), entry("net_contacts", "净增好友", "new_contact_cnt")];
  it("searches names, formula and the platform's name, whatever the case", () => {
    expect(found(entries, " OPENING ")).toHaveLength(1);
    expect(found(entries, "好友")[0]?.metric.name).toBe("net_contacts");
    expect(found(entries, "new_contact")).toHaveLength(1);
    expect(found(entries, "总数")).toHaveLength(2);
    expect(found(entries, "")).toHaveLength(2);
  });
});
