import { expect, test } from "vitest";
import { factsSaid } from "./facts";
import type { Lexicon } from "./lexicon";

function lexicon(language: "zh" | "en"): Lexicon {
  const name = (given: string): string => (given === "lisi" ? "李四" : given === "wr1" ? "车友群" : given);
  return {
    language,
    event: name,
    property: name,
    trait: name,
    channel: name,
    purpose: name,
    store: name,
    aipl: name,
    tier: name,
    lifeCycle: name,
    trust: name,
    staff: name,
    group: name,
    way: name,
  };
}

const day = (at: string): string => at.slice(5, 10);

test("how somebody stands with staff says the newest, whether they are as asked for or not", () => {
  const facts = {
    alike: 1,
    latest: [
      { with: "lisi", standing: "friend", since: "2026-11-20T02:00:00.000+00:00" },
      { with: "w5", standing: "deleted_by_customer", since: "2026-11-19T02:00:00.000+00:00" },
    ],
  };
  expect(factsSaid("relation", facts, lexicon("zh"), day)).toBe(
    "1 个符合；李四：好友，11-20 起；w5：客户已删除员工，11-19 起",
  );
  expect(factsSaid("relation", facts, lexicon("en"), day)).toBe(
    "1 like this; 李四: friends since 11-20; w5: deleted by the customer since 11-19",
  );
});

test("who is in no group has none to show", () => {
  expect(factsSaid("customer_group", { alike: 0, latest: [] }, lexicon("zh"), day)).toBe("一个也没有");
  const left = [{ with: "wr1", standing: "left", since: "2026-11-20T02:00:00.000+00:00" }];
  expect(factsSaid("customer_group", { alike: 0, latest: left }, lexicon("zh"), day)).toBe(
    "0 个符合；车友群：已退群，11-20 起",
  );
});
