import { copy } from "@/lib/language";
import { measured } from "@/lib/numbers";

export const FORECAST = copy(
  {
    answer: (days: number, n: string, purchases: string, bounds: string) =>
      `未来 ${days} 天，${n} 位买过的人预计再买 ${purchases} 次（95% 区间 ${bounds}）。`,
    verdict: {
      few: (days: number, _expected: string, actual: string) =>
        `留出的 ${days} 天里只有 ${actual} 次购买，太少，检验不了。`,
      close: (days: number, expected: string, actual: string) =>
        `用留出的 ${days} 天检验：预测 ${expected} 次，实际 ${actual} 次，相差不到一成。`,
      low: (days: number, expected: string, actual: string, bias: string) =>
        `用留出的 ${days} 天检验：预测 ${expected} 次，实际 ${actual} 次，偏低 ${bias}，先别用来定预算。`,
      high: (days: number, expected: string, actual: string, bias: string) =>
        `用留出的 ${days} 天检验：预测 ${expected} 次，实际 ${actual} 次，偏高 ${bias}，先别用来定预算。`,
    },
    how: "每个人只看他自己过去的购买节奏（次数、最近一次、时长、金额）；不懂季节和活动。",
    never: "还没有预测过。",
    neverWhy:
      "点“开始预测”：用到昨天为止的全部订单拟合，留出最后四分之一检验，再给每个买过的人算出未来的次数和金额。至少要有 30 人买过两次。",
    begin: "开始预测",
    again: "重新预测",
    working: "正在拟合与预测",
    queued: "排队",
    leave: "可以离开这一页，它会自己跑完",
    failed: (why: string) => `上一次没有跑成：${why}`,
    customers: "买过的人",
    againOf: (n: string) => `其中 ${measured(n, "人")}买过两次以上`,
    purchases: (days: number) => `未来 ${days} 天的购买`,
    interval: "95% 区间",
    boundsHow: "把客户重新抽样、再拟合得到的区间：它装的是模型不知道的，一个人自己的偶然要更大。",
    model: "用的模型",
    asked: (model: string) => `要求的是 ${model}`,
    modelHow: "Pareto/NBD 会估计谁已经流失；如果数据里看不出流失，就用不带流失的 NBD，不硬算。",
    models: { pareto_nbd: "Pareto/NBD", bg_nbd: "BG/NBD", nbd: "NBD（不带流失）" } as Record<string, string>,
    finished: "算出于",
    until: (day: string) => `订单算到 ${day}`,
    notes: "要留意",
    weekly: (days: number) => `留出的 ${days} 天：累计购买次数`,
    testHow: "拟合时没有看这些天。虚线是当时的预测，实线是后来真的发生的。",
    byFrequency: "按过去复购次数：人均购买",
    frequencyHow: "过去复购次数相同的人放在一起，看预测和实际的人均次数；不足 5 人的不画。",
    actual: "实际",
    expected: "预测",
    day: (n: number) => `第 ${n} 天`,
    bought: (n: number, people: number) => `${n} 次（${people} 人）`,
    tenths: "价值怎么分布",
    tenthsHow: "把买过的人按预计价值从高到低排成十等份。",
    topTenth: (share: string) => `最有价值的一成，占预计价值的 ${share}`,
    tenth: "十分位",
    place: (n: number) => (n === 1 ? "最高一成" : n === 10 ? "最低一成" : `第 ${n} 成`),
    people: "人数",
    value: (days: number) => `未来 ${days} 天预计`,
    expectedValue: "预计价值",
    least: "门槛",
    alive: "还活跃的概率",
    paid: "至今实收",
  },
  {
    answer: (days: number, n: string, purchases: string, bounds: string) =>
      `In the next ${days} days, ${n} buyers are expected to buy ${purchases} times (95% interval ${bounds}). `,
    verdict: {
      few: (days: number, _expected: string, actual: string) =>
        `Only ${actual} purchases fell into the ${days} days held back: too few to test it.`,
      close: (days: number, expected: string, actual: string) =>
        `Tested on ${days} days held back: ${expected} expected, ${actual} came, less than a tenth apart.`,
      low: (days: number, expected: string, actual: string, bias: string) =>
        `Tested on ${days} days held back: ${expected} expected, ${actual} came, ${bias} too low: do not budget by it yet.`,
      high: (days: number, expected: string, actual: string, bias: string) =>
        `Tested on ${days} days held back: ${expected} expected, ${actual} came, ${bias} too high: do not budget by it yet.`,
    },
    how: "It sees each person's own past only (how often, how lately, how long, how much); neither seasons nor promotions.",
    never: "Nothing was predicted yet.",
    neverWhy:
      "“Predict” fits a model to all orders up to yesterday, tests it on the last quarter, and tells for everybody who bought how often and for how much they will. At least 30 people must have bought twice.",
    begin: "Predict",
    again: "Predict anew",
    working: "Fitting and predicting",
    queued: "waiting",
    leave: "you can leave this page, it goes on",
    failed: (why: string) => `The last run failed: ${why}`,
    customers: "Buyers",
    againOf: (n: string) => `${n} of them bought twice or more`,
    purchases: (days: number) => `Purchases in ${days} days`,
    interval: "95% interval",
    boundsHow: "From fitting to customers drawn anew: it holds what the model does not know; one person scatters more.",
    model: "Model used",
    asked: (model: string) => `${model} was asked for`,
    modelHow:
      "Pareto/NBD tells who is gone; where no drop-out shows in the data, NBD without it is used instead of forcing it.",
    models: { pareto_nbd: "Pareto/NBD", bg_nbd: "BG/NBD", nbd: "NBD, no drop-out" } as Record<string, string>,
    finished: "Worked out",
    until: (day: string) => `orders up to ${day}`,
    notes: "Mind this",
    weekly: (days: number) => `${days} days held back: purchases so far`,
    testHow: "The model did not see these days. Dashed is what it said, solid is what came.",
    byFrequency: "By earlier repeats: purchases each",
    frequencyHow:
      "People who had bought again equally often, expected and actual purchases each; groups below 5 are left out.",
    actual: "Actual",
    expected: "Expected",
    day: (n: number) => `day ${n}`,
    bought: (n: number, people: number) => `${n} (${people})`,
    tenths: "How value is spread",
    tenthsHow: "Buyers by what is expected of them, in ten equal parts.",
    topTenth: (share: string) => `The top tenth holds ${share} of what is expected`,
    tenth: "Tenth",
    place: (n: number) => (n === 1 ? "Top tenth" : n === 10 ? "Last tenth" : `No. ${n}`),
    people: "People",
    value: (days: number) => `Expected, ${days} days`,
    expectedValue: "Expected value",
    least: "From",
    alive: "Still a customer",
    paid: "Paid so far",
  },
);
