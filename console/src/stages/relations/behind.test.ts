import { expect, test } from "vitest";
import { behind, inGroup } from "./behind";

test("a figure of pools is people: of everybody or of one, now or in so many days, in the corps that have pools", () => {
  expect(behind("friends", 30, ["ww1", "ww2", "ww1"]).where).toEqual({
    kind: "relation",
    standing: ["friend"],
    corps: ["ww1", "ww2"],
  });
  expect(behind("half", 30, ["ww1"], "s0201-a").where).toEqual({
    kind: "relation",
    standing: ["half"],
    corps: ["ww1"],
    staff: ["s0201-a"],
  });
  expect(behind("added", 7, ["ww1"]).where).toMatchObject({ standing: ["friend"], within: { last: "7d" } });
  expect(behind("transferred_away", 90, ["ww1"], "s1").where).toEqual({
    kind: "relation",
    standing: ["transferred"],
    within: { last: "90d" },
    corps: ["ww1"],
    staff: ["s1"],
  });
});

test("a group's customers are those who are in it now", () => {
  expect(inGroup("ww1", "wr1")).toEqual({
    version: 1,
    where: { kind: "customer_group", standing: ["in"], groups: ["wr1"], corps: ["ww1"] },
  });
});
