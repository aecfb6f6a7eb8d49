"""The setup checklist: what WeCom says now, step by step, with what to do about it."""

import os
import random
import time
from pathlib import Path

import pytest
from playwright.async_api import expect

from huoshui.channels.wecom.codes import Code
from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import Traffic
from huoshui.rehearsal.wecom.server import Server
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import AGENT, KEY, SECRET, TOKEN

pytestmark = pytest.mark.browser

CORP = "ww00fedcba98765432"


async def _pictured(page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("HUOSHUI_PICTURES"):
        await page.wait_for_timeout(800)
        await page.screenshot(path=Path(folder) / f"start-{name}.png", full_page=True)


class TestStart:
    @pytest.mark.timeout(240)
    async def test_asks_wecom_and_says_what_to_mend(self, brand, desk) -> None:
        page, chance = desk.page, random.Random(5)
        await brand.leave()  # whatever other journeys connected
        await desk.open("/start")
        steps = page.locator(".setup").nth(1).locator("li")
        await expect(steps).to_have_count(6)
        connected, heard, synced = steps.nth(0), steps.nth(1), steps.nth(2)
        await expect(connected.locator(".setup-found.waits")).to_be_visible()
        await expect(connected.get_by_role("img", name="还没做")).to_be_visible()
        await _pictured(page, "before")
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(CORP, secrets={SECRET: AGENT}, now=time.time, chance=chance, traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        for userid in ("shenyue", "gutian"):
            acts.hire(userid)
        async with served(server.app) as url:
            plan = {"name": "start", "title": "上手企业微信", "corp_id": CORP, "agent_id": AGENT, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            await desk.open("/start")
            await expect(connected).to_contain_text("企业微信认得我们，2 名员工可以有客户")
            await expect(connected.get_by_role("img", name="做好了")).to_be_visible()
            await expect(heard).to_contain_text("/in/wecom/start 以及连接器给的 Token 和 EncodingAESKey")

            async def not_trusted(path: str) -> int | None:
                return int(Code.IP_NOT_TRUSTED) if path != "gettoken" else None

            server.before = not_trusted
            await desk.open("/start")
            await expect(connected).to_contain_text("企业微信不信任这台服务器的地址")
            await expect(connected).to_contain_text("企业可信IP")
            await _pictured(page, "refused")
            server.before = None
            # it ticks itself off: nobody loads the page again
            await expect(connected.get_by_role("img", name="做好了")).to_be_visible()
            await brand.call("POST", "/api/relations/syncs", json={"account": "start"})
            await expect(synced).to_contain_text("条好友关系", timeout=60_000)
            await synced.get_by_role("link", name="去对账").click()
            await expect(page.get_by_role("tab", name="对账", selected=True)).to_be_visible()
