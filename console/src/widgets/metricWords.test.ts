import { expect, it } from "vitest";
import { metricName, metricWords } from "./metricWords";

const METRIC = { formula: "人数", window: "时段内", note: "", official: null };
const ENGLISH = { formula: "people", window: "", note: "", official: "", difference: "" };

it("makes words of the code in English", () => {
  expect(metricName({ name: "opening_rate", chinese: "开口率" }, "en")).toBe("Opening rate");
  expect(metricName({ name: "opening_rate", chinese: "开口率" }, "zh")).toBe("开口率");
});

it("tells in English what was written in English, and the rest as it was written", () => {
  expect(metricWords({ ...METRIC, english: ENGLISH }, "en")).toMatchObject({ formula: "people", window: "时段内" });
  expect(metricWords({ ...METRIC, english: ENGLISH }, "zh").formula).toBe("人数");
  expect(metricWords({ ...METRIC, english: null }, "en").formula).toBe("人数");
});
