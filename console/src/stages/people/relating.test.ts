import { expect, test } from "vitest";
import type { Moment } from "./people.api";
import { relationsOf } from "./relating";

const moment = (occurred_at: string, name: string, properties: Record<string, unknown>): Moment =>
  ({ occurred_at, name, properties }) as unknown as Moment;

test("who was added, left and came back stands again, since the last time", () => {
  const found = relationsOf([
    moment("2026-03-03", "Contact Added", { staff_id: "s1", code_name: "包裹卡" }),
    moment("2026-02-02", "Contact Deleted Staff", { staff_id: "s1" }),
    moment("2026-01-01", "Contact Added", { staff_id: "s1", store_id: "S1" }),
  ]);
  expect(found).toEqual([
    { kind: "staff", id: "s1", name: "", since: "2026-03-03", until: null, ended: "", how: "包裹卡", store: "S1" },
  ]);
});

test("what ended says how, and stands behind what holds", () => {
  const found = relationsOf([
    moment("2026-01-01", "Group Joined", { group_id: "g1" }),
    moment("2026-01-05", "Group Left", { group_id: "g1" }),
    moment("2026-01-02", "Account Followed", { account_id: "a" }),
    moment("2026-01-03", "Product Viewed", { group_id: "g2" }),
  ]);
  expect(found.map((one) => [one.kind, one.until, one.ended])).toEqual([
    ["account", null, ""],
    ["group", "2026-01-05", "Group Left"],
  ]);
  expect(found[1]?.since).toBe("2026-01-01");
});

test("a second word for what stands changes nothing of since when", () => {
  const [only] = relationsOf([
    moment("2026-01-01", "Contact Added", { staff_id: "s1" }),
    moment("2026-01-02", "Contact Added", { staff_id: "s1" }),
  ]);
  expect(only?.since).toBe("2026-01-01");
});

test("who is handed over leaves one member of staff for another", () => {
  const found = relationsOf([
    moment("2026-01-01", "Contact Added", { staff_id: "s1" }),
    moment("2026-02-01", "Contact Transferred", { from_staff_id: "s1", staff_id: "s2" }),
  ]);
  expect(found.map((one) => [one.id, one.since, one.until])).toEqual([
    ["s2", "2026-02-01", null],
    ["s1", "2026-01-01", "2026-02-01"],
  ]);
});
