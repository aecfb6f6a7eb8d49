"""Store codes and posters in the console: a store found by a phone's place, a poster moved by keys and drawn with a code."""

import base64
import io
import random

import httpx2
import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Page, expect

from huoshui.rehearsal.wecom.play import CONNECTOR, Rehearsal
from tests.channels.wecom.conftest import served
from tests.console.conftest import Brand, Desk
from tests.world.processes import until

pytestmark = pytest.mark.browser

STORES = (
    "编码,名称,省,市,地址,纬度,经度,活码\nposter-xihu,海报西湖店,浙江,杭州,西湖路 1 号,30.2594,120.1305,poster-desk\n"
    "poster-waitan,海报外滩店,上海,上海,中山东一路 1 号,31.2397,121.4900,\n"
)


class TestStoreCodesAndPosters:
    async def test_are_made_on_screen_and_lead_to_the_nearest_store(self, brand: Brand, desk: Desk) -> None:
        rehearsal, page = Rehearsal.of(7, chance=random.Random(11)), desk.page
        headers = {"Authorization": f"Bearer {brand.server.token}"}
        async with (
            served(rehearsal.server.app) as address,
            httpx2.AsyncClient(base_url=brand.server.base_url, headers=headers, timeout=30) as http,
        ):
            await rehearsal.connect(http, address=address)
            staff = [{"staff_id": next(iter(rehearsal.corp.staff))}]
            plan = {"name": "海报桌牌", "staff": staff}
            body = {"account": CONNECTOR, "slug": "poster-desk", "plan": plan}
            await brand.call("POST", "/api/codes", json=body)
            file = base64.b64encode(STORES.encode()).decode()
            await brand.call("POST", "/api/stores/import", json={"file": file})

            await desk.open("/store-codes")
            await page.get_by_role("button", name="门店资料").click()
            stores = page.get_by_role("dialog")
            await stores.get_by_role("searchbox", name="门店").fill("海报外滩店")
            await page.keyboard.press("Enter")
            row = stores.get_by_role("row").filter(has_text="海报外滩店")
            await expect(row).to_contain_text("没有活码")
            await desk.open("/store-codes")
            await page.get_by_role("button", name="新建门店码").first.click()
            form = page.get_by_role("dialog")
            await form.get_by_label("标题").fill("找到离你最近的门店")
            await form.get_by_label("名称").fill("全国桌牌")
            await form.get_by_label("编码").fill("poster-all")
            await form.get_by_label("总部的活码").click()
            await page.get_by_title("海报桌牌 · poster-desk").click()
            await form.get_by_role("button", name="新建门店码").click()
            await expect(page.get_by_role("row").filter(has_text="全国桌牌")).to_contain_text("可用")
            await until(lambda: _shown(brand))
            await _finds_the_nearest(page, brand)
            await _draws(page, desk)


async def _finds_the_nearest(page: Page, brand: Brand) -> None:
    """A phone says where it is when its owner taps, and gets the nearest store's own code."""
    await page.context.grant_permissions(["geolocation"])
    await page.context.set_geolocation({"latitude": 30.262, "longitude": 120.126})
    await page.goto(f"{brand.server.base_url}/m/poster-all?clickid=ad-1")
    await page.get_by_role("button", name="找离我最近的门店").click()
    first = page.get_by_role("listitem").first
    await expect(first).to_contain_text("海报西湖店")
    await first.get_by_role("link").click()
    await expect(page.get_by_role("heading")).to_have_text("海报西湖店")
    await expect(page.get_by_alt_text("二维码 QR code")).to_have_count(1)
    counts = await brand.call("GET", "/api/store-codes/poster-all/counts")
    chosen = [(one["store"], one["choices"]) for one in counts["stores"]]
    assert chosen in ([("poster-xihu", 1)], [])  # a headless browser is a robot, kept and not counted


async def _draws(page: Page, desk: Desk) -> None:
    """A look of the gallery is changed by keys and numbers, kept, and drawn with somebody's code."""
    await desk.open("/posters")
    await page.get_by_role("button", name="门店桌牌").click()
    editor = page.get_by_role("dialog")
    code = editor.get_by_role("button", name="二维码", exact=True)
    await code.press("Shift+ArrowRight")
    await expect(editor.get_by_label("左", exact=True)).to_have_value("330")
    await editor.get_by_label("边长").fill("620")
    await editor.get_by_label("名称").fill("西湖店桌牌")
    await expect(editor.get_by_alt_text("海报预览")).to_be_visible()
    await editor.get_by_role("button", name="保存").click()
    await expect(page.get_by_text("已建好，可以生成了")).to_be_visible()
    await expect(editor.locator(".logged li")).to_contain_text("新建海报")
    await editor.get_by_role("tab", name="生成").click()
    await editor.get_by_label("员工姓名").fill("张三")
    await editor.get_by_label("码", exact=True).click()
    await page.get_by_title("海报桌牌 · poster-desk").last.click()
    async with page.expect_download() as downloading:
        await editor.get_by_role("button", name="生成", exact=True).click()
    drawn = Image.open(io.BytesIO((await (await downloading.value).path()).read_bytes()))
    assert [one.text.rpartition("/")[2] for one in zxingcpp.read_barcodes(drawn)] == ["poster-desk"]


async def _shown(brand: Brand) -> bool:
    return bool((await brand.call("GET", "/api/codes/poster-desk"))["standing"]["shown"])
