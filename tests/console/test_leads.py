"""A public platform is connected from the console, its door is rung, and a lead comes, is looked at and marked."""

import os
import random
import re
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import expect

from huoshui.bedrock import clock
from huoshui.rehearsal.platforms.signatures import Shared
from huoshui.rehearsal.platforms.teller import PlatformTeller

pytestmark = pytest.mark.browser

SECRET = "a-secret-of-juliang"


async def _pictured(page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("HUOSHUI_PICTURES"):
        await page.wait_for_timeout(600)
        await page.screenshot(path=Path(folder) / f"leads-{name}.png")


class TestLeads:
    async def test_from_connecting_a_platform_to_a_marked_lead(self, brand, desk) -> None:
        page = desk.page
        await self._connect(brand, desk)
        address = f"{brand.server.base_url}/in/oceanengine/juliang"
        async with httpx2.AsyncClient(verify=False) as http:
            teller = PlatformTeller("oceanengine", address, Shared("1800", SECRET), http, random.Random(3))
            now = clock.now() - timedelta(minutes=1)
            delivery = teller.signed(teller.says(now), now)
            assert [(await teller.bring(delivery)).status_code for _ in range(2)] == [200, 200]
        await desk.open("/leads?platform=oceanengine")
        row = page.get_by_role("row").filter(has_text="juliang")
        await expect(row).to_have_count(1, timeout=30_000)
        await expect(row).to_contain_text("****")
        await expect(row).to_contain_text("春季试骑")
        await _pictured(page, "inbox")
        await row.get_by_role("button").click()
        await self._look_and_mark(page)
        await expect(row).to_contain_text("已联系")
        await page.locator(".ant-drawer").get_by_role("link", name="看这个人").click()
        await expect(page).to_have_url(re.compile("/people/"))

    async def _connect(self, brand, desk) -> None:
        page = desk.page
        await desk.open("/connectors")
        await page.get_by_role("button", name="接入公域平台").click()
        await expect(page.get_by_role("dialog")).to_contain_text("未经平台核实")
        await page.get_by_label("显示名称").fill("巨量线索")
        await page.get_by_label("App ID").fill("1800")
        await page.get_by_label("Secret", exact=True).fill(SECRET)
        await page.get_by_label("地址中的名字").fill("juliang")
        await _pictured(page, "form")
        await page.get_by_role("button", name=re.compile("^接 ?入$")).click()
        await expect(page.get_by_role("dialog").last).to_contain_text(f"{brand.server.base_url}/in/oceanengine/juliang")
        await page.get_by_role("button", name="已填到平台").click()
        await page.get_by_role("button", name="发送测试回调").click()
        await expect(page.get_by_text("测试回调已收下")).to_be_visible()
        await _pictured(page, "rung")

    async def _look_and_mark(self, page) -> None:
        drawer = page.locator(".ant-drawer")
        await expect(drawer).to_contain_text("1711111111111111")
        await drawer.get_by_role("button", name="查看手机号").click()
        await page.get_by_label("为什么要看？会记进审计日志").fill("回访")
        await page.get_by_role("dialog").last.get_by_role("button", name="查看手机号").click()
        await expect(drawer).to_contain_text(re.compile(r"\+861\d{10}"))
        await expect(drawer).to_contain_text("wx_someone")
        await drawer.get_by_label("备注（选填）：怎么联系的、结果如何").fill("约周末试骑")
        await drawer.get_by_role("button", name=re.compile("^已联系$")).click()
        await expect(drawer.locator(".lines")).to_contain_text("约周末试骑")
        await _pictured(page, "drawer")
