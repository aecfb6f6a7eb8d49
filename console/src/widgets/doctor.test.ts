import { expect, test } from "vitest";
import type { Shapes } from "@/api/client";
import { nameOf, said } from "./doctor";

type Finding = Shapes["FindingOut"];

const finding = (name: string, state: Finding["state"], found: string, advice = ""): Finding => ({
  name,
  state,
  found,
  advice,
});

test("what is well is said without advice", () => {
  expect(said(finding("feed", "well", "up to date"), "zh")).toMatchObject({
    name: "事件入库",
    found: "没有积压",
    advice: "",
  });
});

test("what is not well says what to do, and where", () => {
  const zh = said(finding("quarantine", "look", "3 events wait", "huoshui events quarantine"), "zh");
  expect(zh).toMatchObject({ found: "3 条事件在等", advice: "打开隔离区，看原因，修复并放行。", to: "/quarantine" });
  const en = said(finding("quarantine", "look", "3 events wait", "huoshui events quarantine"), "en");
  expect(en).toMatchObject({ found: "3 events wait", advice: "huoshui events quarantine" });
});

test("the clock is told in Beijing time", () => {
  expect(said(finding("clock", "well", "2026-11-22 07:56:45 UTC"), "zh").found).toBe("2026-11-22 15:56:45（北京时间）");
});

test("numbers stay, and what nobody translated stays as it is", () => {
  expect(said(finding("feed", "look", "1,204 batches wait, the oldest for 31 s", "x"), "zh").found).toBe(
    "1,204 批在等，最早的等了 31 秒",
  );
  expect(said(finding("moon", "broken", "it fell", "catch it"), "zh")).toMatchObject({
    name: "moon",
    found: "it fell",
    advice: "catch it",
  });
});

test("what is looked at for each account names the account, in Beijing time", () => {
  expect(said(finding("connector xichi", "well", "heard at 2026-11-23 07:07 UTC"), "zh")).toMatchObject({
    name: "连接器 xichi",
    found: "最近收到 2026-11-23 15:07",
    to: "/connectors",
  });
  expect(said(finding("staff figures xichi", "look", "WeCom does not tell of 3 of 12 staff", "x"), "zh")).toMatchObject(
    {
      name: "员工数据 xichi",
      found: "12 名员工里有 3 名，企业微信不给数据",
    },
  );
  expect(said(finding("connector xichi", "well", "heard at 2026-11-23 07:07 UTC"), "en")).toMatchObject({
    name: "Connector xichi",
    found: "heard at 2026-11-23 07:07 UTC",
  });
});

test("what WeCom warned of says how much is left, and a comparison how many it holds back", () => {
  const said_ = (name: string, found: string) => said(finding(name, "look", found, "x"), "zh").found;
  expect(said_("acquisition links xichi", "19 adds are left")).toBe("还能加 19 位");
  expect(said_("acquisition links xichi", "fewer than 20 adds are left")).toBe("还能加的不到 20 位");
  expect(
    said_("comparison xichi", "1,204 friends are not in WeCom's lists any more, too many to be let go unasked"),
  ).toBe("企业微信里看不到 1,204 位好友了，太多，先没有当作流失");
  expect(nameOf("comparison xichi", "zh")).toBe("对账 xichi");
});
