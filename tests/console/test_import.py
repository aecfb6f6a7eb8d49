"""A file with bad rows is tried, read, mended, imported and taken back, without leaving the screen."""

import re

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.browser

HEAD = "订单号,订单创建时间,买家付款时间,订单状态,订单实付金额,应收订单金额,收货人手机号/提货人手机号,商品种类数"
GOOD = [
    f"E2026112290{n},2026-11-2{n} 10:00:00,2026-11-2{n} 10:05:00,交易完成,99.00,99.00,1380013800{n},1" for n in (0, 1)
]
TIME = "E20261122902,不是时间,2026-11-20 10:05:00,交易完成,99.00,99.00,13800138002,1"
MENDED = TIME.replace("不是时间", "2026-11-20 10:00:00")
NUMBER = "6.92E+18,2026-11-20 10:00:00,2026-11-20 10:05:00,交易完成,99.00,99.00,13800138003,1"

TICKETS = "小票号,时间,手机,商品,实收\nT1,2026-11-20 10:00:00,13800138009,雨衣,129.00\n"


def a_file(name, *lines):
    """Make a file as a browser's dialog hands it over, in the encoding of such exports."""
    return {"name": name, "mimeType": "text/csv", "buffer": "\n".join(lines).encode("gb18030")}


class TestAFileWithBadRows:
    async def test_is_tried_mended_imported_and_undone(self, brand, desk):
        await self.try_out(desk, a_file("有赞订单.csv", HEAD, *GOOD, TIME, NUMBER))
        await desk.answers("会导入 2 条订单，2 行有问题不会导入")
        rows = desk.page.locator("tbody tr.ant-table-row")
        await expect(rows).to_have_count(2)
        await expect(rows.nth(0)).to_contain_text("读不懂的时间")
        await expect(rows.nth(1)).to_contain_text("科学计数法")
        assert await self.orders(brand) == set()
        await self.try_out(desk, a_file("有赞订单-改好.csv", HEAD, *GOOD, MENDED))
        await desk.answers("会导入 3 条订单，没有问题行")
        await desk.page.get_by_role("button", name="导入这 3 条订单").click()
        await desk.answers("已导入 3 条订单")
        assert await self.orders(brand) == {"E20261122900", "E20261122901", "E20261122902"}
        await desk.page.get_by_role("button", name="撤销这次导入").click()
        await desk.page.get_by_role("tooltip").get_by_role("button", name="撤销这次导入").click()
        await desk.answers("已撤销")
        assert await self.orders(brand) == set()

    async def try_out(self, desk, file):
        """Send a file to be tried, and wait until it was."""
        await desk.open("/imports/new")
        await desk.page.locator("input[type=file]").set_input_files(file)
        await expect(desk.page).to_have_url(re.compile(r"/imports/\d+$"))

    async def orders(self, brand):
        """Which of the file's orders there are."""
        found = [
            await brand.call("GET", "/api/orders", params={"order_id": f"E2026112290{n}", "state": "paid"})
            for n in range(3)
        ]
        return {order["order_id"] for page in found for order in page["orders"]}


class TestAnUnknownFile:
    async def test_is_mapped_by_hand_and_known_from_then_on(self, brand, desk):
        tickets = a_file("小票.csv", *TICKETS.splitlines())
        await TestAFileWithBadRows().try_out(desk, tickets)
        await desk.answers("没有认出")
        await expect(desk.page.get_by_role("row").filter(has_text="小票号")).to_contain_text("订单号")
        await desk.page.get_by_role("button", name="按这样试算").click()
        await desk.answers("会导入 1 条订单，没有问题行")
        await TestAFileWithBadRows().try_out(desk, tickets)
        await desk.answers("会导入 1 条订单，没有问题行")
        mappings = await brand.call("GET", "/api/import-mappings")
        assert mappings[0]["title"] == "小票"
