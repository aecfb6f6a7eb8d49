"""Links into a mini-program, and posters on pages: made on screen, opened by a phone, found by ⌘K."""

import os
import random
import re
import time
from pathlib import Path
from urllib.parse import parse_qsl

import httpx2
import pytest
from playwright.async_api import Page, expect

from huoshui.rehearsal.wechat.account import Account
from huoshui.rehearsal.wechat.acts import Acts
from huoshui.rehearsal.wechat.server import Server
from huoshui.rehearsal.wecom.play import CONNECTOR, Rehearsal
from tests.channels.wecom.conftest import served
from tests.console.conftest import Brand, Desk
from tests.world.processes import until

pytestmark = pytest.mark.browser

APPID, SECRET = "wx00c0ffee00c0ffee", "0123456789abcdef0123456789abcdef"
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari"}


async def _pictured(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("HUOSHUI_PICTURES"):
        await page.wait_for_timeout(900)
        await page.screenshot(path=Path(folder) / f"entries-{name}.png")


class TestMiniPrograms:
    async def test_are_led_to_by_a_link_that_says_when_they_do_not_open(self, brand: Brand, desk: Desk) -> None:
        page, account = desk.page, Account(APPID, SECRET, time.time, random.Random(7), channel="miniprogram")
        account.pages = {"pages/ride"}
        async with served(Server(account).app) as url:
            plan = {"channel": "miniprogram", "name": "mall", "title": "活水商城", "corp_id": APPID, "address": url,
                    "secret": SECRET, "token": "entriesToken"}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            await desk.open("/links")
            await page.get_by_role("button", name="新建短链").first.click()
            form = page.get_by_role("dialog")
            await form.get_by_label("名称").fill("墙上的小程序")
            await form.get_by_label("编码").fill("mini-wall")
            await form.get_by_text("小程序", exact=True).click()
            await form.get_by_label("哪个小程序").click()
            await page.get_by_title(f"活水商城 · {APPID}").click()
            await form.get_by_label("页面路径").fill("pages/ride?from=wall")
            await form.get_by_label("打不开小程序时的网址").last.fill("https://shop.example/ride")
            await _pictured(page, "form")
            await form.get_by_role("button", name="新建短链").click()
            sheet = page.get_by_role("dialog").filter(has_text="墙上的小程序")
            await sheet.get_by_role("tab", name="会跳到哪").click()
            await expect(sheet.get_by_text("可用", exact=True)).to_be_visible()
            await expect(sheet.get_by_text("小程序 mall/pages/ride?from=wall · URL Link").first).to_be_visible()
            await _pictured(page, "sheet")
            assert await _opened(brand, account) == {"from": "wall", "utm_source": "dou"}

            body = {"name": "还没发布的页面", "code": "mini-soon",
                    "variants": [{"url": "https://shop.example/", "mini_program": {"account": "mall", "path": "pages/soon"}}]}  # fmt: skip
            await brand.call("POST", "/api/links", json=body)
            await desk.open("/links?q=mini-soon&code=mini-soon")
            await expect(page.get_by_text("已发布的小程序里没有这个页面")).to_be_visible()
            await expect(page.get_by_role("row").filter(has_text="mini-soon")).to_contain_text("小程序打不开")
            await _pictured(page, "missing")
            account.pages.add("pages/soon")
            await page.get_by_role("button", name="再试一次").click()
            await expect(page.get_by_text("已发布的小程序里没有这个页面")).to_have_count(0)


async def _opened(brand: Brand, account: Account) -> dict[str, str]:
    """What the mini-program hears of a phone that opens the link, apart from the click's id."""
    led = ""

    async def there() -> bool:
        nonlocal led
        async with httpx2.AsyncClient(base_url=brand.server.base_url, headers=PHONE) as phone:
            led = (await phone.get("/s/mini-wall?utm_source=dou")).headers["location"]
        return led.startswith("https://wxaurl.cn/")

    await until(there)
    place, query = Acts(account).tap(led) or ("", "")
    said = dict(parse_qsl(query))
    assert (place, len(said.pop("hs_click"))) == ("pages/ride", 16)
    return said


class TestPosterOnPage:
    async def test_is_chosen_seen_on_a_phone_and_found_by_its_name(self, brand: Brand, desk: Desk) -> None:
        rehearsal, page = Rehearsal.of(7, chance=random.Random(11)), desk.page
        headers = {"Authorization": f"Bearer {brand.server.token}"}
        async with (
            served(rehearsal.server.app) as address,
            httpx2.AsyncClient(base_url=brand.server.base_url, headers=headers, timeout=30) as http,
        ):
            await rehearsal.connect(http, address=address)
            staff = [{"staff_id": next(iter(rehearsal.corp.staff))}]
            plan = {"name": "骑行活码", "staff": staff}
            await brand.call("POST", "/api/codes", json={"account": CONNECTOR, "slug": "ride-desk", "plan": plan})
            look = (await brand.call("GET", "/api/poster-gallery"))[4]
            poster = {**look, "name": "骑行直播海报"}
            await brand.call("POST", "/api/posters", json={"plan": poster})

            async def is_shown() -> bool:
                return bool((await brand.call("GET", "/api/codes/ride-desk"))["standing"]["shown"])

            await until(is_shown)
            await desk.open("/pages")
            await page.get_by_role("button", name="新建落地页").first.click()
            form = page.get_by_role("dialog")
            await form.get_by_label("标题").fill("今晚八点，一起骑行")
            await form.get_by_label("名称").fill("骑行直播页")
            await form.get_by_label("编码").fill("ride-live")
            await form.get_by_label("展示哪个活码").click()
            await page.get_by_title("骑行活码 · ride-desk").click()
            await form.get_by_label("海报").click()
            await page.get_by_title("骑行直播海报").click()
            preview = page.frame_locator("iframe.page-preview")
            await expect(preview.locator(".poster img.code")).to_be_visible()
            await _pictured(page, "page")
            await form.get_by_role("button", name="新建落地页").click()
            await expect(page.get_by_text("已建好")).to_be_visible()
            await _fits_a_phone(page, brand)

            await desk.open("/")
            await page.keyboard.press("ControlOrMeta+k")
            await page.get_by_role("dialog").get_by_role("combobox").fill("骑行直播海报")
            await page.get_by_role("option").filter(has_text="骑行直播海报").click()
            await expect(page).to_have_url(re.compile(r"/posters\?code=\d+$"))
            await expect(page.get_by_role("dialog").get_by_label("名称")).to_have_value("骑行直播海报")


async def _fits_a_phone(page: Page, brand: Brand) -> None:
    """On a narrow screen the code lies in the poster's square, large enough for a long press."""
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.goto(f"{brand.server.base_url}/p/ride-live")
    poster = await page.locator(".poster").bounding_box()
    code = await page.locator(".poster .code").bounding_box()
    assert poster is not None
    assert code is not None
    assert (poster["width"], round(poster["width"] * 1920 / 1080)) == (390, round(poster["height"]))
    assert code["width"] == pytest.approx(390 * 500 / 1080, abs=1)
    assert code["y"] == pytest.approx(poster["height"] * 900 / 1920, abs=1)
    await _pictured(page, "phone")
    await page.set_viewport_size({"width": 1440, "height": 900})
