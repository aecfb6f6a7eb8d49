"""A live code in the console: made on screen, scanned by somebody, and each step of what was done for them."""

import random

import httpx2
import pytest
from playwright.async_api import expect

from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.play import Rehearsal
from tests.channels.wecom.conftest import served
from tests.console.conftest import Brand, Desk
from tests.world.processes import until

pytestmark = pytest.mark.browser


class TestALiveCode:
    async def test_is_made_scanned_and_shows_what_was_done(self, brand: Brand, desk: Desk) -> None:
        rehearsal, page = Rehearsal.of(7, chance=random.Random(11)), desk.page
        corp, headers = rehearsal.corp, {"Authorization": f"Bearer {brand.server.token}"}
        async with (
            served(rehearsal.server.app) as address,
            httpx2.AsyncClient(base_url=brand.server.base_url, headers=headers, timeout=30) as http,
        ):
            teller = await rehearsal.connect(http, address=address)
            await rehearsal.compare(http)

            async def read() -> bool:
                pools = await brand.call("GET", "/api/relations/staff")
                return {one["staff"] for one in pools} >= set(corp.staff)

            await until(read)
            guide = next(iter(corp.staff.values()))

            await desk.open("/codes")
            await page.get_by_role("button", name="新建活码").first.click()
            form = page.get_by_role("dialog")
            await form.get_by_label("名称").fill("西湖店桌牌")
            await form.get_by_label("企业微信账号").click()
            await page.get_by_title("溪驰电动企业微信（演示）").click()
            await form.get_by_label("编码").fill("xihu-desk")
            await form.get_by_label("员工").fill(guide.userid)
            await form.get_by_label("欢迎语").fill("您好，欢迎来溪驰")
            await expect(form.get_by_text("您好，欢迎来溪驰").last).to_be_visible()
            await form.get_by_role("button", name="新建活码").click()
            row = page.get_by_role("row").filter(has_text="西湖店桌牌")
            await expect(row).to_contain_text(guide.name)

            async def hung() -> bool:
                return any(one.kind for one in corp.codes.values())

            await until(hung)
            (code,) = (one for one in corp.codes.values() if one.kind)
            while not any(one.state for one in corp.follows.values()):
                rehearsal.trade.moment([code.config_id])
            await teller.tell()
            await until(lambda: _greeted(rehearsal))
            assert corp.greeted[0]["said"]["text"]["content"] == "您好，欢迎来溪驰"

            await desk.open("/codes")
            await page.get_by_text("西湖店桌牌").first.click()
            await page.get_by_role("tab", name="最近添加").click()
            await expect(page.get_by_role("dialog").get_by_text("欢迎语 完成").first).to_be_visible()

            chat = Acts(corp).open_group(guide.userid, "西湖骑友一群")
            await teller.tell()
            await until(lambda: _known(brand, chat.chat_id))
            await desk.open("/group-codes")
            await page.get_by_role("button", name="新建群活码").first.click()
            form = page.get_by_role("dialog")
            await form.get_by_label("名称").first.fill("西湖店进群")
            await form.get_by_label("企业微信账号").click()
            await page.get_by_title("溪驰电动企业微信（演示）").last.click()
            await form.get_by_label("依次进哪些群").click()
            await page.get_by_title("西湖骑友一群").click()
            await page.keyboard.press("Escape")
            await form.get_by_role("button", name="新建群活码").click()
            row = page.get_by_role("row").filter(has_text="西湖店进群")
            await expect(row).to_contain_text("西湖骑友一群")
            await expect(page.get_by_role("dialog").get_by_role("listitem").first).to_contain_text("现在进哪个群")
            drawn = await page.request.get(f"{brand.server.base_url}/api/group-codes")
            slug = (await drawn.json())["codes"][0]["slug"]
            printed = await page.request.get(f"{brand.server.base_url}/api/group-codes/{slug}/print.pdf?paper=a6")
            assert (await printed.body()).startswith(b"%PDF")

            await brand.leave()  # at a paused account nothing new is offered
            await desk.open("/codes")
            await page.get_by_role("button", name="新建活码").first.click()
            await expect(page.get_by_role("dialog").get_by_text("没有能用的企业微信账号")).to_be_visible()


async def _known(brand: Brand, group: str) -> bool:
    found = (await brand.call("GET", "/api/relations/groups", params={"limit": 100}))["groups"]
    return any(one["id"] == group and one["name"] for one in found)


async def _greeted(rehearsal: Rehearsal) -> bool:
    return bool(rehearsal.corp.greeted)
