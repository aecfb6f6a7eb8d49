import { expect, test } from "vitest";
import { documented, guessed, missing } from "./mapping";

const TICKETS = ["小票号", "时间", "会员卡", "手机", "商品", "数量", "单价", "实收", "门店"];

test("the columns of a store's tickets are guessed, each place once", () => {
  expect(guessed(TICKETS, "order")).toEqual({
    小票号: "columns.order_id",
    时间: "columns.placed_at",
    会员卡: "identifiers.member_no",
    手机: "identifiers.phone",
    商品: "columns.item_name",
    数量: "columns.quantity",
    单价: "columns.item_price",
    实收: "columns.total",
    门店: "columns.store",
  });
  expect(guessed(["手机", "备用手机"], "order")).toEqual({ 手机: "identifiers.phone", 备用手机: undefined });
});

test("a time is when it happened, whatever the row is", () => {
  expect(guessed(["时间"], "event").时间).toBe("columns.occurred_at");
  expect(guessed(["添加时间", "客户名称"], "contact")).toEqual({
    添加时间: "columns.added_at",
    客户名称: "columns.name",
  });
});

test("what is missing is said, and one of a group is enough", () => {
  expect(missing(guessed(TICKETS, "order"), "order")).toEqual([]);
  expect(missing({ a: "columns.order_id", b: "columns.paid_at" }, "order")).toEqual([["columns.total"]]);
  expect(missing({ a: "traits.name" }, "customer")).toHaveLength(1);
});

test("the mapping says what was chosen and is named by it", () => {
  const choices = guessed(TICKETS, "order");
  const made = documented({ title: "门店小票", record: "order", platform: "stores", choices, totals: "row" });
  expect(made).toMatchObject({
    record: "order",
    platform: "stores",
    columns: { order_id: "小票号", placed_at: "时间", total: "实收", store: "门店" },
    identifiers: { member_no: "会员卡", phone: "手机" },
    group_by: ["order_id"],
    totals: "row",
    paid: "always",
    signature: TICKETS,
  });
  expect(made.name).toMatch(/^stores-order-[a-z0-9]+$/);
  const again = documented({ title: "换了名字", record: "order", platform: "stores", choices, totals: "row" });
  expect(again.name).toBe(made.name);
});

test("a column kept under its own name becomes a trait of that name", () => {
  const made = documented({
    title: "",
    record: "customer",
    platform: "stores",
    choices: { 手机: "identifiers.phone", 车型: "traits.*", 不要: undefined },
    totals: "order",
  });
  expect(made.traits).toEqual({ 车型: "车型" });
  expect(made.signature).toEqual(["手机", "车型"]);
  expect(made.group_by).toBeUndefined();
});
