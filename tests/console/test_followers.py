"""Followers in the console: a scan by a code is listed, what was accepted is sent, and the second is refused with why."""

import os
import random
import re
import time
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import expect

from huoshui.rehearsal.wechat.account import Account
from huoshui.rehearsal.wechat.acts import Acts
from huoshui.rehearsal.wechat.server import Server
from huoshui.rehearsal.wechat.teller import Teller
from tests.channels.wecom.conftest import served
from tests.world.processes import until

pytestmark = pytest.mark.browser

APPID, SECRET, TOKEN = "wxfedcba9876543210", "0123456789abcdef0123456789abcdef", "followersToken"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
TEMPLATE = "Zk3nQ7rXv1mT9pLs5dGh2wYc8bJf4aKe6uNoRiVtMxE"


async def _pictured(page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("HUOSHUI_PICTURES"):
        await page.wait_for_timeout(800)
        await page.screenshot(path=Path(folder) / f"followers-{name}.png")


class TestFollowers:
    async def test_from_a_scan_to_a_message_and_the_second_that_is_refused(self, brand, desk) -> None:
        page, chance = desk.page, random.Random(7)
        account = Account(APPID, SECRET, time.time, chance)
        account.templates = {TEMPLATE: ("到货提醒", 2)}
        server, acts = Server(account), Acts(account)
        for number in range(12):
            other = acts.appear(unionid=f"union-fan-{number}")
            acts.follow(other, scene=chance.choice(["徐汇店门口", "春季骑行海报", ""]))
            if number % 4 == 0:
                acts.unfollow(other)
        fan = acts.appear(unionid="union-fan")
        acts.scan(fan, "静安店收银台")
        acts.answer(fan, **{TEMPLATE: "accept"})
        async with served(server.app) as url, httpx2.AsyncClient(verify=False) as http:
            plan = {"channel": "wechat_mp", "name": "fans", "title": "活水骑行", "corp_id": APPID, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            at = f"{brand.server.base_url}/in/wechat_mp/fans"
            teller = Teller(account, url=at, http=http, token=TOKEN, encoding_aes_key=KEY, chance=chance)
            assert await teller.probe()
            assert not (await teller.tell()).given_up
            await brand.call("POST", "/api/followers/syncs", json={"account": "fans"})

            async def level() -> bool:
                runs = await brand.call("GET", "/api/followers/syncs")
                found = await brand.call("GET", "/api/followers", params={"scene": "静安店收银台"})
                return runs[0]["state"] == "done" and all(one["person"] for one in found["followers"])

            await until(level)
            await desk.open("/followers")
            await self.opens_its_sums(page)
            row = page.get_by_role("row").filter(has_text="静安店收银台")
            await expect(row.get_by_text("到货提醒 1 次")).to_be_visible()
            await _pictured(page, "list")
            await row.get_by_role("button").click()
            drawer = page.get_by_role("dialog")
            await self.write(page, drawer)
            await expect(drawer.get_by_text("已发出").or_(drawer.get_by_text("已送达"))).to_be_visible()
            await teller.tell()
            assert [one.template for one in account.sent] == [TEMPLATE]
            await self.write(page, drawer)
            await expect(drawer.get_by_text(re.compile("订阅次数用完了"))).to_be_visible()
            await _pictured(page, "refused")
            assert len(account.sent) == 1, "the second never left the house"
            await desk.open("/followers?reach=subscription")
            await expect(page.get_by_text("没有符合条件的粉丝")).to_be_visible()
            await desk.open("/followers?tab=scenes")
            await expect(page.get_by_role("cell", name="静安店收银台", exact=True)).to_be_visible()
            await _pictured(page, "scenes")
            await desk.open("/followers?tab=templates")
            await expect(page.get_by_role("cell", name="到货提醒")).to_be_visible()
            await desk.open("/followers?tab=runs")
            await expect(page.get_by_text("完成").first).to_be_visible()

    async def opens_its_sums(self, page) -> None:
        sums = page.locator(".figures")
        left = int((await sums.get_by_role("button", name="已取关").inner_text()).split()[-1])
        await sums.get_by_role("button", name="已取关").click()
        await expect(page).to_have_url(re.compile("standing=unfollowed"))
        await expect(page.locator("tbody tr[data-row-key]")).to_have_count(left)
        await sums.get_by_role("button", name="今日新关注").click()
        await expect(page.get_by_role("dialog")).to_contain_text("还不能按某一天筛")
        await page.get_by_role("button", name="看最近变动的粉丝").click()
        await expect(page).to_have_url(re.compile("standing=following"))

    async def write(self, page, drawer) -> None:
        await drawer.get_by_label("模板", exact=True).click()
        await page.get_by_title("到货提醒", exact=True).last.click()
        await drawer.get_by_label("内容").fill("您关注的 Cero 已到店")
        await drawer.get_by_role("button", name=re.compile("发\\s*送")).click()
