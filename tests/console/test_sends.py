"""A mass send in the console: composed beside its estimate, started, confirmed by some staff, the others reminded."""

import os
import random
import re
import time
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import expect

from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import Traffic
from huoshui.rehearsal.wecom.server import Server
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import AGENT, KEY, SECRET, TOKEN
from tests.world.processes import until

pytestmark = pytest.mark.browser

CORP = "wwabcdef1234567890"
STAFF = {"zhoumin": "周敏", "linyu": "林屿", "fangke": "方可"}


async def _pictured(page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("HUOSHUI_PICTURES"):
        await page.wait_for_timeout(800)
        await page.screenshot(path=Path(folder) / f"sends-{name}.png")


class TestSends:
    async def test_from_composing_to_reminding_who_has_not_confirmed(self, brand, desk) -> None:
        page, chance = desk.page, random.Random(11)
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(CORP, secrets={SECRET: AGENT}, now=time.time, chance=chance, traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        for userid, name in STAFF.items():
            acts.hire(userid, name=name)
        for number in range(24):
            customer = acts.appear(f"客户{number}", unionid=f"union-sends-{number}")
            acts.add(customer, list(STAFF)[number % 5 % 3])
        async with served(server.app) as url, httpx2.AsyncClient(verify=False):
            plan = {"name": "sends", "title": "群发企业微信", "corp_id": CORP, "agent_id": AGENT, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            await brand.call("POST", "/api/relations/syncs", json={"account": "sends"})

            async def level() -> bool:
                pools = await brand.call("GET", "/api/relations/staff")
                return sum(one["friends"] for one in pools if one["corp"] == CORP) == 24

            await until(level)
            next(iter(corp.follows.values())).deleted_by_customer = True
            await desk.open("/sends")
            await page.get_by_role("button", name="新建群发").first.click()
            sheet = page.get_by_role("dialog")
            await sheet.get_by_label("名称").fill("周末骑行")
            await sheet.get_by_text("全部好友").click()
            await expect(sheet.get_by_text("24 人").first).to_be_visible()
            await sheet.get_by_label("内容").fill("这个周末去滨江骑行，路线和补给都备好了。要来的回个“去”。")
            await sheet.get_by_role("button", name="加网页").click()
            await sheet.get_by_label("标题").fill("滨江骑行路线")
            await sheet.get_by_label("网址").fill("https://brand.example/ride")
            await _pictured(page, "compose")
            await sheet.get_by_role("button", name="保存，先不发起").click()
            await page.get_by_role("button", name="发起群发").click()
            sure = page.get_by_role("dialog", name=re.compile("将请 3 名员工确认，发给 24 人"))
            await expect(sure).to_be_visible()
            await _pictured(page, "start")
            await sure.get_by_role("button", name="发起群发").click()

            async def asked() -> bool:
                return len(corp.sends) == 3

            await until(asked)
            for send in list(corp.sends.values()):
                for userid in send.parts:
                    if userid != "fangke":
                        acts.send(send.msgid, userid)
            (made, *_) = (await brand.call("GET", "/api/sends"))["sends"]

            async def confirmed() -> bool:
                found = await brand.call("GET", f"/api/sends/{made['id']}")
                return found["counts"]["confirmed_senders"] == 2

            await until(confirmed, seconds=100)
            await desk.open(f"/sends?send={made['id']}")
            sheet = page.get_by_role("dialog")
            await expect(sheet.get_by_text("2 / 3 名员工")).to_be_visible()
            await expect(sheet.get_by_text("66.7%")).to_be_visible()
            await sheet.get_by_role("row", name=re.compile("方可")).get_by_role("button", name="提醒").click()

            async def reminded() -> bool:
                return any(send.reminded_at for send in corp.sends.values())

            await until(reminded)
            await _pictured(page, "detail")
            await sheet.get_by_role("tab", name="名单").click()
            await sheet.get_by_role("radiogroup").get_by_text(re.compile("已不是好友 1")).click()
            await expect(sheet.locator("ul.lines > li")).to_have_count(1)
            await _pictured(page, "receivers")
            await sheet.get_by_role("tab", name="内容与人群").click()
            await expect(sheet.get_by_text("滨江骑行路线")).to_be_visible()
            await _pictured(page, "message")
            await desk.open("/sends")
            await expect(page.get_by_role("button", name="周末骑行")).to_be_visible()
            await _pictured(page, "list")
            await brand.call("POST", f"/api/sends/{made['id']}/cancel", json={})
