"""A moment in the console: composed beside its estimate, published by some staff, liked, and the numbers apart."""

import os
import random
import re
import time
from pathlib import Path

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

CORP = "ww0d1e2f3a4b5c6d7e"
STAFF = {"suqing": "苏晴", "hebo": "何博", "luyi": "陆一"}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f000501"
    "02a1b8d1a3b30000000049454e44ae426082"
)


async def _pictured(page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("HUOSHUI_PICTURES"):
        await page.wait_for_timeout(800)
        await page.screenshot(path=Path(folder) / f"moments-{name}.png")


class TestMoments:
    async def test_from_composing_to_who_liked_it(self, brand, desk) -> None:
        page, chance = desk.page, random.Random(13)
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(CORP, secrets={SECRET: AGENT}, now=time.time, chance=chance, traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        for userid, name in STAFF.items():
            acts.hire(userid, name=name)
        customers = [acts.appear(f"花友{number}", unionid=f"union-moments-{number}") for number in range(12)]
        for number, customer in enumerate(customers):
            acts.add(customer, list(STAFF)[number % 3])
        async with served(server.app) as url:
            plan = {"name": "moments", "title": "朋友圈企业微信", "corp_id": CORP, "agent_id": AGENT, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            await brand.call("POST", "/api/relations/syncs", json={"account": "moments"})

            async def level() -> bool:
                pools = await brand.call("GET", "/api/relations/staff")
                return sum(one["friends"] for one in pools if one["corp"] == CORP) == 12

            await until(level)
            number = await self._composed(page, desk, brand)
            (made,) = await self._asked(corp, brand, number)
            for userid in ("suqing", "hebo"):
                acts.publish(made, userid)
            acts.like(made, customers[0])
            acts.comment(made, customers[1])

            async def counted() -> bool:
                counts = (await brand.call("GET", f"/api/moments/{number}"))["counts"]
                return (counts["published"], counts["likes"], counts["comments"]) == (2, 1, 1)

            await until(counted, seconds=100)
            await self._told(page, desk, number)

            async def reminded() -> bool:
                return [one["said"]["touser"] for one in corp.messages] == ["luyi"]

            await until(reminded)
            await brand.call("POST", f"/api/moments/{number}/cancel", json={})

            async def stopped() -> bool:
                return made.canceled and (await brand.call("GET", f"/api/moments/{number}"))["state"] == "canceled"

            await until(stopped)

    async def _composed(self, page, desk, brand) -> int:
        await desk.open("/moments")
        await _pictured(page, "empty")
        await page.get_by_role("button", name="新建朋友圈").first.click()
        sheet = page.get_by_role("dialog")
        await sheet.get_by_label("名称").fill("春日花园")
        await sheet.get_by_label("内容").fill("这周到店的三款绣球，耐热好养。")
        await sheet.get_by_text("图片", exact=True).click()
        file = {"name": "绣球.png", "mimeType": "image/png", "buffer": PICTURE}
        await sheet.locator("input[type=file]").set_input_files(file)
        await expect(sheet.get_by_role("img", name="图片 1")).to_be_visible()
        await expect(sheet.get_by_text("12 人").first).to_be_visible()
        await _pictured(page, "compose")
        await sheet.get_by_role("button", name="保存，先不发起").click()
        await page.get_by_role("button", name="发起", exact=True).click()
        sure = page.get_by_role("dialog", name=re.compile("将请 3 名员工发表"))
        await expect(sure).to_be_visible()
        await sure.get_by_role("button", name="发起").click()
        (found, *_) = (await brand.call("GET", "/api/moments"))["moments"]
        return int(found["id"])

    async def _asked(self, corp: Corp, brand, number: int) -> list:
        async def asked() -> bool:
            return (await brand.call("GET", f"/api/moments/{number}"))["state"] == "asked"

        await until(asked, seconds=60)
        assert [one.said["attachments"][0]["msgtype"] for one in corp.moments.values()] == ["image"]
        return list(corp.moments.values())

    async def _told(self, page, desk, number: int) -> None:
        await desk.open(f"/moments?moment={number}")
        sheet = page.get_by_role("dialog")
        await expect(sheet.get_by_text("2 / 3 名员工")).to_be_visible()
        await expect(sheet.get_by_text("8 / 12 位客户")).to_be_visible()
        await expect(sheet.get_by_text("1 赞 · 1 评论")).to_be_visible()
        await _pictured(page, "detail")
        await sheet.get_by_role("row", name=re.compile("陆一")).get_by_role("button", name="提醒").click()
        await sheet.get_by_role("tab", name="客户").click()
        await expect(sheet.locator("ul.lines > li")).to_have_count(2)
        await expect(sheet.get_by_text("赞了")).to_be_visible()
        await _pictured(page, "customers")
        await sheet.get_by_role("tab", name="内容与范围").click()
        await expect(sheet.get_by_text("这周到店的三款绣球，耐热好养。")).to_be_visible()
        await _pictured(page, "said")
        await desk.open("/moments")
        await expect(page.get_by_role("button", name="春日花园")).to_be_visible()
        await _pictured(page, "list")
