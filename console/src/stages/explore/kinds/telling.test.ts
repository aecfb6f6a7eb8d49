import { describe, expect, it } from "vitest";
import { type DictionaryEntry, dictionaryOf } from "@/widgets/dictionary";
import { EXAMPLES, firstOf } from "../examples";
import type { Ask } from "../question";
import { histogram, trimmed } from "./bins";
import * as funnel from "./funnel";
import type { Result } from "./kind";
import { bucketName, lasting, namingOf, suggestedName, waited } from "./naming";
import { flowOf } from "./paths";
import * as retention from "./retention";
import * as trends from "./trends";

const ENTRIES: DictionaryEntry[] = [
  { name: "Live Code Scanned", chinese: "扫活码", meaning: "", properties: {}, aipl: "" },
  { name: "Contact Added", chinese: "加企微好友", meaning: "", properties: {}, aipl: "" },
  { name: "Order Completed", chinese: "成交", meaning: "", properties: { total: "money!" }, aipl: "P" },
];
const UNITS = new Map<number | string, string>([["S1", "朝阳店"]]);
const zh = namingOf("zh", dictionaryOf(ENTRIES, "zh"), UNITS);
const en = namingOf("en", dictionaryOf(ENTRIES, "en"), UNITS);

const share = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  value: denominator ? numerator / denominator : null,
});

function step(at: number, reached: number, before: number, first: number, left: number) {
  const median = at ? { count: reached, median_s: 3600, p90_s: 90_000, histogram: [] } : null;
  return {
    step: at + 1,
    label: "",
    reached,
    conversion: share(reached, before),
    total: share(reached, first),
    left,
    open: 0,
    waiting: median,
    cell: {},
    cell_left: {},
  };
}

function way(group: string | null, ...reached: number[]) {
  const first = reached[0] ?? 0;
  const steps = reached.map((n, at) => step(at, n, reached[at - 1] ?? n, first, n - (reached[at + 1] ?? n)));
  return { group, entered: first, converted: share(reached.at(-1) ?? 0, first), steps, whole: null };
}

function answer(lines: unknown[], differences: unknown[] = []) {
  return {
    kind: "funnel",
    counted: "people",
    order: "ordered",
    within: "30d",
    lines,
    differences,
  } as unknown as Result<"funnel">;
}

const ASK = firstOf("funnel") as Ask<"funnel">;
const BY_CHANNEL = { ...ASK, breakdown: { by: "channel" as const } };

describe("a funnel's sentence", () => {
  it("says who came through and where most left", () => {
    expect(funnel.said(ASK, answer([way(null, 1000, 400, 100)]), zh)).toBe(
      "1,000 人里有 100 人走完（10.0%）；流失率最高的一步是“加企微好友 → 成交”，300 人离开（75.0%）。",
    );
    expect(funnel.said(ASK, answer([way(null, 1000, 400, 100)]), en)).toBe(
      "100 of 1,000 people came through (10.0%); the largest share left between Contact Added and Order Completed: 300 people (75.0%).",
    );
  });
  it("says that few people say little", () => {
    expect(funnel.said(ASK, answer([way(null, 20, 10, 5)]), zh)).toContain("人数不足 30");
  });
  it("compares large groups only, and says whether chance explains it", () => {
    const lines = [way("douyin", 500, 300, 50), way("stores", 100, 60, 30), way("jd", 9, 9, 9)];
    const sure = funnel.said(BY_CHANNEL, answer(lines, [{ step: 3, p: 0.001, against_rest: {} }]), zh);
    expect(sure).toBe("走完的比例，门店最高（30.0%），抖音最低（10.0%）。最后一步的差异很难用偶然解释。");
    const earlier = funnel.said(BY_CHANNEL, answer(lines, [{ step: 2, p: 0.001, against_rest: {} }]), zh);
    expect(earlier).not.toContain("偶然");
    expect(funnel.said(BY_CHANNEL, answer([way("jd", 9, 9, 9)]), zh)).toContain("还比不出高低");
  });
  it("does not make up a highest where all are alike", () => {
    const lines = [way("douyin", 50, 10, 0), way("stores", 60, 20, 0)];
    expect(funnel.said(BY_CHANNEL, answer(lines), zh)).toBe("2 个组走完的比例一样，都是 0.0%。");
  });
  it("is a table with all steps of all groups", () => {
    const rows = funnel.rows(BY_CHANNEL, answer([way("douyin", 10, 5, 1), way("", 4, 2, 1)]), zh);
    expect(rows).toHaveLength(7);
    expect(rows[2]?.slice(0, 6)).toEqual(["抖音", 2, "加企微好友", 5, 0.5, 0.5]);
    expect(rows[4]?.[0]).toBe("未说明");
  });
});

describe("names", () => {
  it("of groups say what is meant", () => {
    expect(zh.group("S1", { by: "trait", trait: "home_store" })).toBe("朝阳店");
    expect(zh.group("…", { by: "channel" })).toBe("其他");
    expect(zh.group("true", { by: "trait", trait: "owner" })).toBe("是");
    expect(en.group(null)).toBe("Everybody");
  });
  it("of waiting times share their unit", () => {
    expect([
      waited(0, 60, true),
      waited(3600, 10_800, true),
      waited(43_200, 86_400, true),
      waited(86_400 * 180, null, true),
    ]).toEqual(["不到 1 分钟", "1–3 小时", "12 小时–1 天", "180 天以上"]);
    expect(lasting(52.2, true)).toBe("52 秒");
    expect(lasting(9000, false)).toBe("2.5 h");
  });
  it("of buckets are short", () => {
    expect(bucketName("2026-11-22", "day")).toBe("11-22");
    expect(bucketName("2026-11-01", "month")).toBe("2026-11");
    expect(bucketName("2026-11-21 14:00", "hour")).toBe("11-21 14:00");
  });
  it("of a question say what it asks about", () => {
    expect(suggestedName(ASK, zh)).toBe("漏斗 · 扫活码 → 加企微好友 → 成交");
    expect(suggestedName(firstOf("life_cycle"), en)).toBe("Life-cycle · Anything");
  });
});

describe("trends", () => {
  const ask = EXAMPLES.trends[2]?.ask as Ask<"trends">;
  const line = (value: number, before?: number) =>
    ({
      series: 0,
      label: "",
      measure: "sum",
      group: null,
      total: share(value, 1),
      previous_total: before === undefined ? null : share(before, 1),
      people: 9,
      points: [],
      cell: {},
    }) as unknown as trends.Line;
  const result = (one: trends.Line) => ({ kind: "trends", granularity: "week", lines: [one] }) as Result<"trends">;
  it("tell money in yuan, and what changed", () => {
    expect(trends.said(ask, result(line(92_287.5, 100_000)), zh)).toBe("成交 ¥9.23 万，比上一段时间少 7.7%。");
    expect(trends.said(ask, result(line(1200.5)), zh)).toBe("成交 ¥1,200.50。");
  });
  it("give no percentage of next to nothing", () => {
    expect(trends.said(ask, result(line(40, 4)), zh)).toBe("成交 ¥40.00。");
  });
  it("name the largest group first, in whatever order the groups come", () => {
    const line = (group: string, people: number) => ({
      series: 0,
      group,
      measure: "people",
      total: { numerator: people, denominator: null, value: people },
      points: [],
    });
    const ask = { ...firstOf("trends"), breakdown: { by: "channel" } } as Ask<"trends">;
    const lines = [line("douyin", 927), line("stores", 978), line("…", 5_000), line("weibo", 12)];
    const result = { kind: "trends", granularity: "week", lines } as unknown as Result<"trends">;
    expect(trends.said(ask, result, zh)).toMatch(/^最多的是.*门店（978 人），其次是.*抖音（927 人）。$/);
  });
  it("never let a group's name be HTML", () => {
    expect(trends.escaped('<img src="x">&')).toBe("&lt;img src=&quot;x&quot;&gt;&amp;");
  });
});

describe("retention", () => {
  it("names columns by their age", () => {
    expect(retention.columnName([0, 1], "week", true)).toBe("当周");
    expect(retention.columnName([4, 7], "day", true)).toBe("第 4–6 日");
    expect(retention.columnName([3, 4], "month", false)).toBe("month 3");
  });
  it("tells the last age that thirty people have reached", () => {
    const line = {
      group: null,
      people: 120,
      cohorts: [],
      average: [share(90, 120), share(60, 120), share(20, 80), share(9, 10)],
    };
    const result = {
      kind: "retention",
      granularity: "week",
      mode: "exact",
      cohort: "first",
      columns: [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 4],
      ],
      lines: [line],
    } as unknown as Result<"retention">;
    expect(retention.said(firstOf("retention") as Ask<"retention">, result, zh)).toBe(
      "120 人开始，第 1 周回来 50.0%，第 2 周回来 25.0%。",
    );
  });
});

describe("paths as columns", () => {
  const edges = [
    { step: 1, since: "A", to: "B", paths: 6 },
    { step: 1, since: "A", to: null, paths: 4 },
    ...Array.from({ length: 9 }, (_, at) => ({ step: 2, since: `E${at}`, to: null, paths: 1 })),
    { step: 2, since: "B", to: null, paths: 6 },
  ];
  const line = { group: null, paths: 10, people: 8, top: [], edges } as never;
  it("keep every path on its way, the small ones together", () => {
    const { nodes, links } = flowOf(line, false);
    const out = links.filter((link) => link.source === "1 A").reduce((sum, link) => sum + link.value, 0);
    expect(out).toBe(10);
    expect(nodes.filter((node) => node.step === 2).map((node) => node.event)).toContain("…");
    expect(links.reduce((sum, link) => sum + link.value, 0)).toBe(25);
  });
  it("turn round before an end", () => {
    expect(flowOf(line, true).links.find((link) => link.target === "1 A" && link.value === 6)?.source).toBe("2 B");
  });
});

describe("histograms", () => {
  it("leave out empty ends and keep empty middles", () => {
    expect(trimmed([0, 0, 3, 0, 2, 0], (n) => n)).toEqual({ bars: [3, 0, 2], from: 2 });
    expect(trimmed([0, 0], (n) => n).bars).toEqual([0, 0]);
  });
  it("show several groups in shares", () => {
    const bars = (...values: number[]) => values.map((value, at) => ({ name: String(at), value }));
    const drawn = histogram(
      [
        { name: "a", bars: bars(1, 3) },
        { name: "b", bars: bars(0, 0) },
      ],
      zh,
      "人",
    );
    expect(drawn.series.map((one) => one.data)).toEqual([
      [0.25, 0.75],
      [0, 0],
    ]);
    expect(histogram([{ name: "a", bars: bars(1, 3) }], zh, "人").series[0]?.data).toEqual([1, 3]);
  });
});
