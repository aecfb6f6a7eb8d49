import { expect, test } from "vitest";
import { columnsOf, decoded, headOf, parsed } from "./head";

test("quotes hold separators, quotes and line ends", () => {
  expect(parsed('订单号,商品\n1,"头盔, ""大号"""\n2,"两\n行"\n')).toEqual([
    ["订单号", "商品"],
    ["1", '头盔, "大号"'],
    ["2", "两\n行"],
  ]);
});

test("tabs and semicolons are separators too, and blank rows are stepped over", () => {
  expect(parsed("a\tb\n\n1\t2,5")).toEqual([
    ["a", "b"],
    ["1", "2,5"],
  ]);
  expect(parsed("a;b\n1;2")).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
});

test("Chinese exports are read in the encodings they come in", () => {
  const gb = new Uint8Array([0xb6, 0xa9, 0xb5, 0xa5]); // 订单
  expect(decoded(gb)).toBe("订单");
  expect(decoded(new TextEncoder().encode("\ufeff订单"))).toBe("订单");
  expect(decoded(new TextEncoder().encode("订单").slice(0, 5))).toBe("订");
});

test("columns are found again below title rows, with the first different values", () => {
  const head = [
    ["门店小票导出", ""],
    ["小票号", "时间"],
    ["T1", "10:00"],
    ["T2", "10:00"],
  ];
  expect(columnsOf(["小票号", "时间"], head)).toEqual([
    { name: "小票号", samples: ["T1", "T2"] },
    { name: "时间", samples: ["10:00"] },
  ]);
  expect(columnsOf(["小票号"], [])).toEqual([{ name: "小票号", samples: [] }]);
});

test("a workbook is left to the server", async () => {
  expect(await headOf(new File(["PK"], "orders.xlsx"))).toEqual([]);
});
