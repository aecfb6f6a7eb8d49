"""What staff work with, in a browser: scripts, the side bar beside a chat, and handing customers on."""

import os
import random
import time
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import Page, expect

from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import Traffic
from huoshui.rehearsal.wecom.server import Server
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import AGENT, KEY, SECRET, TOKEN, Wecom, brings
from tests.world.processes import until

pytestmark = pytest.mark.browser

CORP = "wwaaaabbbb11112222"
DAY = 86_400


async def _pictured(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("HUOSHUI_PICTURES"):
        await page.wait_for_timeout(800)
        await page.screenshot(path=Path(folder) / f"staff-{name}.png")


async def _is_as_wide_as_the_screen(page: Page) -> bool:
    return bool(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


class TestScriptsAndSideBar:
    async def test_a_script_is_written_found_beside_a_chat_and_its_use_is_kept(self, brand, desk) -> None:
        page: Page = desk.page
        await desk.open("/scripts")
        await page.get_by_role("button", name="新建目录").click()
        await page.get_by_label("目录名称").fill("到店邀约")
        await page.get_by_role("dialog").get_by_role("button", name="保存").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await page.get_by_role("button", name="新建话术").click()
        await page.get_by_role("dialog").get_by_label("标题").fill("周末试骑")
        await page.get_by_role("dialog").get_by_label("内容").fill("{客户称呼}你好，我是{员工姓名}，周末来店里试骑吗？")
        await page.get_by_role("dialog").get_by_role("button", name="保存").click()
        await expect(page.get_by_role("button", name="周末试骑")).to_be_visible()
        await _pictured(page, "scripts")
        found = (await brand.call("GET", "/api/people", params={"limit": 50}))["people"]
        known = next(one for one in found if one["identified"])
        await page.set_viewport_size({"width": 360, "height": 740})
        await desk.open(f"/sidebar?person={known['person']}")
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await expect(page.get_by_text("AIPL 阶段")).to_be_visible()
        assert await _is_as_wide_as_the_screen(page)
        await _pictured(page, "sidebar-about")
        await page.get_by_role("tab", name="动态").click()
        await expect(page.get_by_role("tabpanel").get_by_role("listitem").first).to_be_visible()
        await _pictured(page, "sidebar-timeline")
        await page.get_by_role("tab", name="话术").click()
        await expect(page.get_by_text("周末来店里试骑吗")).to_be_visible()
        await _pictured(page, "sidebar-scripts")
        await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await page.get_by_role("button", name="复制").first.click()
        await expect(page.get_by_text("已复制")).to_be_visible()
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert "周末来店里试骑吗" in copied
        assert "{员工姓名}" not in copied
        assert await _is_as_wide_as_the_screen(page)
        (script,) = await brand.call("GET", "/api/scripts", params={"q": "试骑"})

        async def kept() -> bool:
            uses = await brand.call("GET", f"/api/scripts/{script['id']}/uses")
            return [one["person"] for one in uses] == [known["person"]]

        await until(kept)
        await desk.open("/sidebar")
        await expect(page.get_by_placeholder("搜客户：昵称、手机号或编号")).to_be_visible()
        await page.set_viewport_size({"width": 1440, "height": 900})

    async def test_wecoms_script_is_let_in_there_and_nowhere_else(self, brand) -> None:
        inside = {"User-Agent": "Mozilla/5.0 wxwork/4.1.0 MicroMessenger/7.0.1", "Accept": "text/html"}
        async with httpx2.AsyncClient(base_url=brand.server.base_url) as http:
            policies = [
                (await http.get(path, headers=headers)).headers["Content-Security-Policy"]
                for path, headers in (("/sidebar", inside), ("/people", inside), ("/sidebar", {"Accept": "text/html"}))
            ]
        assert ["res.wx.qq.com" in one for one in policies] == [True, False, False]


class Past:
    """The corp's clock; how far it is behind ours."""

    def __init__(self) -> None:
        self.back = 10 * DAY + 0.0

    def now(self) -> float:
        return time.time() - self.back


class TestTransfers:
    async def test_a_leavers_customers_are_handed_on_and_who_refused_is_named(self, brand, desk) -> None:
        page, past = desk.page, Past()
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(CORP, secrets={SECRET: AGENT}, now=past.now, chance=random.Random(3), traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        for userid, name in {"heyuan": "贺远", "lujie": "陆接", "xiaxu": "夏续"}.items():
            acts.hire(userid, name=name)
        customers = [acts.appear(f"继承客户{number}", unionid=f"union-transfer-{number}") for number in range(5)]
        for one in customers:
            acts.add(one, "heyuan")
        corp.letters.clear()
        async with served(server.app) as url, httpx2.AsyncClient(verify=False) as http:
            past.back = DAY + 120  # what is begun now is due two minutes ago, once the corp has caught up with us
            plan = {"name": "handing", "title": "继承企业微信", "corp_id": CORP, "agent_id": AGENT, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            await brand.call("POST", "/api/relations/syncs", json={"account": "handing"})

            async def compared() -> bool:
                found = await brand.call("GET", "/api/relations/transfers/givers")
                return any(one["staff"] == "heyuan" and one["friends"] == 5 for one in found)

            await until(compared)
            acts.resign("heyuan")
            corp.letters.clear()
            await desk.open("/transfers")
            await page.get_by_role("button", name="读取待分配名单").click()
            await expect(page.get_by_text("已离职").first).to_be_visible()
            await _pictured(page, "givers")
            await page.get_by_role("row", name="贺远").get_by_role("button", name="移交").click()
            drawer = page.get_by_role("dialog")
            for name in ("陆接", "夏续"):
                await drawer.get_by_label("接替人").click()
                await page.get_by_title(name, exact=True).locator("visible=true").last.click()
            await page.keyboard.press("Escape")
            begin = drawer.get_by_role("button", name="移交 5 位客户")
            await expect(begin).to_be_enabled()
            await _pictured(page, "plan")
            await begin.click()

            async def asked() -> bool:
                found = await brand.call("GET", "/api/relations/transfers")
                return [one["counts"] for one in found] == [{"waiting": 5}]

            await until(asked)
            acts.refuse_transfer(customers[0])
            past.back = 0
            acts.let_transfers_end()
            await brings(Wecom(corp, acts, server, url), http, f"{brand.server.base_url}/in/wecom/handing").tell()

            async def over() -> bool:
                (one, *_) = await brand.call("GET", "/api/relations/transfers")
                return one["counts"] == {"done": 4, "refused": 1}

            await until(over)
            (one, *_) = await brand.call("GET", "/api/relations/transfers")
            await desk.open(f"/transfers?tab=transfers&transfer={one['id']}")
            await expect(page.get_by_role("dialog").get_by_text("客户拒绝")).to_be_visible()
            await expect(page.get_by_role("dialog").get_by_text("继承客户0")).to_be_visible()
            await expect(page.get_by_role("button", name="把没交成的 1 项交给别人")).to_be_visible()
            await _pictured(page, "transfer")
