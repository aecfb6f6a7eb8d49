import { copy } from "@/lib/language";

export const WORDS = copy(
  {
    how: "怎么比",
    value: "值",
    values: "填一个或几个值",
    to: "到",
    until: "之前",
    within: "内",
    unit: "单位",
    counts: { ">=": "至少", "<=": "至多", "=": "正好", ">": "多于", "<": "少于", between: "介于" },
    numbers: { ">=": "不小于", "<=": "不大于", "=": "等于", ">": "大于", "<": "小于", between: "介于" },
    dates: {
      within_last: "在近",
      longer_ago: "早于多久以前",
      within_next: "在未来",
      since: "不早于",
      before: "早于",
      between: "在日期",
      age: "距今满",
    },
    texts: { is: "是", one_of: "是其中之一", contains: "包含", starts_with: "开头是", ends_with: "结尾是" },
    lists: { has: "含有", has_any: "含有任一", has_all: "同时含有" },
    truths: { true: "为是", false: "为否" },
    exists: "有值",
    types: { text: "文本", number: "数字", date: "日期", array: "多个值", boolean: "是或否", any: "不论是什么" },
    less: "、不到",
    units: { days: "天", weeks: "周", months: "个月", years: "年" },
    drop: "去掉",
  },
  {
    how: "Comparison",
    value: "Value",
    values: "One value or several",
    to: "and",
    until: "(not included)",
    within: "",
    unit: "Unit",
    counts: {
      ">=": "at least",
      "<=": "at most",
      "=": "exactly",
      ">": "more than",
      "<": "fewer than",
      between: "between",
    },
    numbers: {
      ">=": "is at least",
      "<=": "is at most",
      "=": "is",
      ">": "is over",
      "<": "is under",
      between: "is between",
    },
    dates: {
      within_last: "within the last",
      longer_ago: "longer ago than",
      within_next: "within the next",
      since: "on or after",
      before: "before",
      between: "between",
      age: "so long ago:",
    },
    texts: {
      is: "is",
      one_of: "is one of",
      contains: "contains",
      starts_with: "starts with",
      ends_with: "ends with",
    },
    lists: { has: "has", has_any: "has any of", has_all: "has all of" },
    truths: { true: "is true", false: "is false" },
    exists: "exists",
    types: {
      text: "Text",
      number: "Number",
      date: "Date",
      array: "List",
      boolean: "True or false",
      any: "Whatever it is",
    },
    less: "to under",
    units: { days: "days", weeks: "weeks", months: "months", years: "years" },
    drop: "Remove",
  },
);

type Plain = Record<string, string>;

export function choices(of: Plain, prefix = ""): { value: string; label: string }[] {
  return Object.entries(of).map(([value, label]) => ({ value: `${prefix}${value}`, label }));
}
