"""WeCom is connected from the console: what to enter is shown once, and a probe says what is wrong and what to do."""

import os
import random
import re
import time
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import expect

from huoshui.rehearsal.platforms.ocean import Ocean, OceanServer
from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.server import Server
from huoshui.rehearsal.wecom.teller import Teller
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import AGENT, CORP_ID, SECRET, Wecom, brings
from tests.world.processes import until

pytestmark = pytest.mark.browser


async def _pictured(page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("HUOSHUI_PICTURES"):
        await page.wait_for_timeout(600)
        await page.screenshot(path=Path(folder) / f"connectors-{name}.png")


async def _shown(page) -> dict[str, str]:
    """What the dialog shows once, by its label."""
    boxes = page.get_by_role("dialog").last.locator(".stack > div")
    found = {}
    for number in range(await boxes.count()):
        box = boxes.nth(number)
        if await box.locator("pre").count():
            found[await box.locator(".second").first.inner_text()] = await box.locator("pre").inner_text()
    return found


class TestConnectors:
    async def test_from_adding_one_to_the_first_callback(self, brand, desk) -> None:
        page = desk.page
        corp = Corp(CORP_ID, secrets={SECRET: AGENT}, now=time.time, chance=random.Random(7))
        server, acts = Server(corp), Acts(corp)
        acts.hire("zhangsan")
        corp.letters.clear()
        await desk.open("/connectors")
        await page.get_by_role("button", name="接入企业微信").click()
        await page.get_by_label("显示名称").fill("品牌企业微信")
        await page.get_by_label("企业ID").fill(CORP_ID)
        await page.get_by_label("AgentId").fill(str(AGENT))
        await page.get_by_label("Secret").fill(SECRET)
        await _pictured(page, "form")
        await page.get_by_role("button", name=re.compile("^接 ?入$")).click()
        await expect(page.get_by_text("只显示这一次")).to_be_visible()
        entered = await _shown(page)
        await _pictured(page, "once")
        assert entered["URL"] == f"{brand.server.base_url}/in/wecom/brand"
        await page.get_by_role("button", name="已填到企业微信").click()
        async with served(server.app) as url, httpx2.AsyncClient(verify=False) as http:
            await brand.call(
                "PUT", "/api/connectors/brand", json={"title": "品牌企业微信", "address": url, "version": 1}
            )
            await self._probe(page, server)
            teller = brings(
                Wecom(corp, acts, server, url), http, entered["URL"],
                token=entered["Token"], key=entered["EncodingAESKey"],
            )  # fmt: skip
            await self._is_told_what_is_wrong(brand, page, brings(
                Wecom(corp, acts, server, url), http, entered["URL"], token="another", key=entered["EncodingAESKey"]
            ))  # fmt: skip
            assert await teller.probe()
            acts.add(acts.appear("王芳"), "zhangsan")
            assert (await teller.tell()).taken == 1
            await page.get_by_role("tab", name=re.compile("回调")).click()
            await expect(page.get_by_text("change_external_contact.add_external_contact")).to_be_visible()
            await _pictured(page, "letters")
            corp.link_quota, corp.link_balance = 1000, 40
            await page.get_by_role("tab", name="额度").click()
            await expect(page.get_by_role("row", name=re.compile("获客链接加人 960"))).to_be_visible()
            await expect(page.get_by_text("读企业标签")).to_be_visible()
            await _pictured(page, "quotas")
            await page.get_by_role("tab", name="转发").click()
            await page.get_by_placeholder("https://crm.example/wecom").fill("https://crm.example/wecom")
            await page.get_by_role("button", name="添加转发").click()
            await page.get_by_role("button", name="已保存好").click()
            await expect(page.get_by_role("cell", name="https://crm.example/wecom")).to_be_visible()
            await _pictured(page, "forwards")
            await page.keyboard.press("Escape")
            await desk.answers(re.compile(r"\d 个平台账号"))
            await _pictured(page, "list")

    async def _is_told_what_is_wrong(self, brand, page, forger: Teller) -> None:
        assert not await forger.probe()

        async def noted() -> bool:
            return (await brand.call("GET", "/api/connectors/brand"))["refused"] == "signature"

        await until(noted)
        await page.get_by_role("button", name="检测连接").click()
        await expect(page.get_by_text("回调来了，但签名对不上，都拒绝了")).to_be_visible()
        await expect(page.get_by_text("1 次请求不是平台发给我们的")).to_be_visible()
        await _pictured(page, "refused")

    async def _probe(self, page, server: Server) -> None:
        async def not_trusted(path: str) -> int | None:
            return 60020 if path == "agent/get" else None

        server.before = not_trusted
        await page.get_by_role("button", name="检测连接").click()
        await expect(page.get_by_text("企业微信不信任这台服务器的地址")).to_be_visible()
        await expect(page.get_by_text("errcode 60020")).to_be_visible()
        await _pictured(page, "broken")
        server.before = None
        await page.get_by_role("button", name="检测连接").click()
        await expect(page.get_by_text("企业微信认得我们：应用“活水”")).to_be_visible()
        await expect(page.get_by_text("还没收到过企业微信的回调")).to_be_visible()
        await _pictured(page, "probe")


class TestPulls:
    async def test_are_authorized_made_and_mended(self, brand, desk) -> None:
        page = desk.page
        ocean = Ocean("1800000000000009", "their-secret-9", now=time.time, chance=random.Random(7))
        async with served(OceanServer(ocean).app) as url:
            await brand.call("POST", "/api/connectors", json={
                "channel": "oceanengine", "name": "ocean9", "title": "巨量拉取", "corp_id": ocean.app_id,
                "secret": ocean.secret, "address": url})  # fmt: skip
            await desk.open("/connectors")
            await page.get_by_role("button", name="巨量拉取").click()
            await page.get_by_role("tab", name="拉取").click()
            await _pictured(page, "pull-unauthorized")
            await page.get_by_label("授权码").fill(ocean.authorize())
            ocean.leave()
            await page.get_by_role("button", name="授权拉取").click()
            await page.get_by_role("button", name="立即拉取").click()
            await expect(page.get_by_text("拉到 1 条，其中 1 条是新的")).to_be_visible(timeout=20_000)
            await expect(page.get_by_text(str(ocean.advertisers[0]))).to_be_visible()
            await _pictured(page, "pull")
            ocean.pair()
            await page.get_by_role("button", name="立即拉取").click()
            await expect(page.get_by_text("拉取线索的授权已失效").first).to_be_visible(timeout=20_000)
            await _pictured(page, "pull-failed")
            await page.get_by_role("button", name="重新授权").click()
            await page.get_by_label("授权码").fill(ocean.authorize())
            await page.get_by_role("button", name="授权拉取").click()
            await expect(page.get_by_text("拉取线索的授权已失效")).to_be_hidden()
            await brand.call("POST", "/api/connectors/ocean9/pause")
